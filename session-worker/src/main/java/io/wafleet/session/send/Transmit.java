package io.wafleet.session.send;

import io.wafleet.common.command.Command;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.session.browser.OutgoingMessage;
import io.wafleet.session.browser.PageException;
import io.wafleet.session.browser.SentMessage;
import io.wafleet.session.command.CommandFailure;
import io.wafleet.session.command.Journal;
import io.wafleet.session.command.Refusal;
import io.wafleet.session.lifecycle.Session;
import io.wafleet.session.receive.LivePage;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Brings one message onto the wire, once.
 *
 * <p>Failure policy: as soon as the page may have been asked, the message is looked up by its id before it is sent again,
 * and it is sent when WhatsApp's server has it, not when it stands in the chat. A page that reloads or is opened again
 * is waited for. When neither comes to an end in time, the send fails with MESSAGE_FAILED, which says that it may have
 * happened.
 */
@Component
class Transmit {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final Journal journal;
    private final SendSettings settings;
    private final AckWatch acks;

    Transmit(Journal journal, SendSettings settings, AckWatch acks) {
        this.journal = journal;
        this.settings = settings;
        this.acks = acks;
    }

    /** A message that WhatsApp has taken, and the page it went through. */
    record Sent(SentMessage message, LivePage page) {}

    /**
     * Sends it.
     *
     * @param resumed whether the command was begun before
     */
    Sent send(Command command, Session session, OutgoingMessage message, boolean resumed)
            throws CommandFailure, InterruptedException {
        try (AckWatch.Watch watch = acks.over(message, session.events())) {
            return send(command, session, message, resumed, watch);
        }
    }

    /** Whether the page may have been asked to send it before. */
    boolean mayHaveAsked(Command command, boolean resumed) {
        return resumed
                && journal.find(command.id())
                        .filter(entry -> entry.messageId() != null)
                        .isPresent();
    }

    private Sent send(Command command, Session session, OutgoingMessage message, boolean resumed, AckWatch.Watch watch)
            throws CommandFailure, InterruptedException {
        boolean maybeSent = mayHaveAsked(command, resumed);
        Duration patience = resumed || session.isReturning() ? settings.returnWait() : settings.readyWait();
        long until = System.nanoTime() + settings.deadline().toNanos() * settings.attempts();
        int asked = 0;
        @Nullable String detail = null;
        while (asked < settings.attempts() && System.nanoTime() - until < 0) {
            LivePage page = ready(session, patience, maybeSent);
            patience = settings.returnWait();
            if (maybeSent) {
                watch.begin();
                switch (lookUp(page, message)) {
                    case Found.Taken taken -> {
                        return new Sent(taken.message(), page);
                    }
                    case Found.Underway underway -> {
                        Thread.sleep(LOOK_AGAIN);
                        continue;
                    }
                    case Found.Nothing nothing -> maybeSent = false;
                }
            }
            journal.sending(command, message.messageId());
            watch.begin();
            try {
                SentMessage sent = page.page().send(message, settings.deadline());
                if (sent.isTaken()) {
                    return new Sent(sent, page);
                }
                maybeSent = true; // it stood in the chat before
                asked++;
            } catch (PageException failure) {
                if (Refusal.is(failure)) {
                    throw Refusal.of(failure);
                }
                if (failure.kind() != PageException.Kind.NOT_READY) { // else nothing was done
                    maybeSent = true;
                    asked++;
                    detail = failure.getMessage();
                }
                Thread.sleep(LOOK_AGAIN);
            }
        }
        throw maybeSent || detail != null ? unknown(detail) : notReady(session);
    }

    /** What the chat says of a message that may have been sent. */
    private sealed interface Found {

        record Taken(SentMessage message) implements Found {}

        /** It waits for WhatsApp's server, or the page cannot say yet. */
        record Underway() implements Found {}

        record Nothing() implements Found {}
    }

    private Found lookUp(LivePage page, OutgoingMessage message) throws CommandFailure {
        Optional<SentMessage> found;
        try {
            found = page.page().find(message.to(), message.messageId(), settings.deadline());
        } catch (PageException failure) {
            if (Refusal.is(failure) || failure.kind() == PageException.Kind.PROTOCOL) {
                throw unknown(failure.getMessage());
            }
            return new Found.Underway();
        }
        if (found.isEmpty()) {
            return new Found.Nothing();
        }
        if (found.get().hasFailed()) {
            throw new CommandFailure(ErrorCode.MESSAGE_FAILED, "WhatsApp could not send the message");
        }
        return found.get().isTaken() ? new Found.Taken(found.get()) : new Found.Underway();
    }

    private static LivePage ready(Session session, Duration patience, boolean maybeSent)
            throws CommandFailure, InterruptedException {
        Optional<LivePage> page = session.awaitReady(patience);
        if (page.isPresent()) {
            return page.get();
        }
        throw maybeSent ? unknown("the account is " + session.state()) : notReady(session);
    }

    private static CommandFailure notReady(Session session) {
        return new CommandFailure(
                ErrorCode.WHATSAPP_NOT_READY, "The account is not connected; it is " + session.state());
    }

    private static CommandFailure unknown(@Nullable String detail) {
        return new CommandFailure(
                ErrorCode.MESSAGE_FAILED,
                "WhatsApp did not answer; the message may have been sent all the same"
                        + (detail == null ? "" : " (" + detail + ")"));
    }
}
