package io.wafleet.session.send;

import io.wafleet.common.command.Command;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.session.browser.AccountPage;
import io.wafleet.session.browser.OutgoingMessage;
import io.wafleet.session.browser.PageException;
import io.wafleet.session.browser.SentMessage;
import io.wafleet.session.command.CommandFailure;
import io.wafleet.session.command.Journal;
import io.wafleet.session.lifecycle.Session;
import io.wafleet.session.receive.LivePage;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Brings one message onto the wire, once.
 *
 * <p>Failure policy: as soon as the page may have been asked, the message is looked up by its id before it is sent again.
 * When neither comes to an end within the attempts, the send fails with MESSAGE_FAILED, which says that it may have
 * happened.
 */
@Component
class Transmit {

    private final Journal journal;
    private final SendSettings settings;

    Transmit(Journal journal, SendSettings settings) {
        this.journal = journal;
        this.settings = settings;
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
        boolean maybeSent = resumed
                && journal.find(command.id())
                        .filter(entry -> entry.messageId() != null)
                        .isPresent();
        Duration patience = resumed || session.isReturning() ? settings.returnWait() : settings.readyWait();
        LivePage gone = null;
        for (int attempt = 0; attempt < settings.attempts(); attempt++) {
            LivePage live = ready(session, patience, gone, maybeSent);
            AccountPage page = live.page();
            try {
                if (maybeSent) {
                    Optional<SentMessage> found = page.find(message.to(), message.messageId(), settings.deadline());
                    if (found.isPresent()) {
                        return new Sent(found.get(), live);
                    }
                }
                journal.sending(command, message.messageId());
                maybeSent = true;
                return new Sent(page.send(message, settings.deadline()), live);
            } catch (PageException failure) {
                failUnlessUncertain(failure);
                gone = failure.kind() == PageException.Kind.GONE ? live : null;
                patience = settings.returnWait();
            }
        }
        throw unknown();
    }

    private static LivePage ready(Session session, Duration patience, @Nullable LivePage gone, boolean maybeSent)
            throws CommandFailure, InterruptedException {
        Optional<LivePage> page = session.awaitReady(patience, gone);
        if (page.isPresent()) {
            return page.get();
        }
        throw maybeSent
                ? unknown()
                : new CommandFailure(
                        ErrorCode.WHATSAPP_NOT_READY, "The account is not connected; it is " + session.state());
    }

    private static void failUnlessUncertain(PageException failure) throws CommandFailure {
        switch (failure.kind()) {
            case RECIPIENT_NOT_FOUND ->
                throw new CommandFailure(ErrorCode.RECIPIENT_NOT_FOUND, "The recipient is not on WhatsApp");
            case MESSAGE_NOT_FOUND ->
                throw new CommandFailure(ErrorCode.MESSAGE_NOT_FOUND, "The message in 'reply_to' is not there");
            case REJECTED, PROTOCOL ->
                throw new CommandFailure(
                        ErrorCode.MESSAGE_FAILED, "WhatsApp did not take the message: " + failure.getMessage());
            case TIMEOUT, GONE, NOT_READY, UNREACHABLE -> {
                // Looked up with the next attempt.
            }
        }
    }

    private static CommandFailure unknown() {
        return new CommandFailure(
                ErrorCode.MESSAGE_FAILED, "WhatsApp did not answer; the message may have been sent all the same");
    }
}
