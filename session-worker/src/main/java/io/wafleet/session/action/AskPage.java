package io.wafleet.session.action;

import io.wafleet.common.problem.ErrorCode;
import io.wafleet.session.browser.PageException;
import io.wafleet.session.command.CommandFailure;
import io.wafleet.session.command.Refusal;
import io.wafleet.session.lifecycle.Session;
import io.wafleet.session.receive.LivePage;
import io.wafleet.session.send.SendSettings;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Asks an account's page for something that may be asked again.
 *
 * <p>Failure policy: a page that does not answer, or goes away, is asked again a few times, for as long as a send would
 * be tried; then the command fails with MESSAGE_FAILED, and it may have been done all the same. A refusal fails it at
 * once.
 */
@Component
class AskPage {

    private static final Duration ASK_AGAIN = Duration.ofMillis(500);

    private final SendSettings settings;

    AskPage(SendSettings settings) {
        this.settings = settings;
    }

    /** What the page is asked. */
    interface Question<T> {
        T ask(LivePage page, Duration deadline) throws PageException;
    }

    <T> T until(Session session, boolean resumed, Question<T> question) throws CommandFailure, InterruptedException {
        Duration patience = resumed || session.isReturning() ? settings.returnWait() : settings.readyWait();
        long until = System.nanoTime() + settings.deadline().toNanos() * settings.attempts();
        int asked = 0;
        while (true) {
            LivePage page = session.awaitReady(patience)
                    .orElseThrow(() -> new CommandFailure(
                            ErrorCode.WHATSAPP_NOT_READY, "The account is not connected; it is " + session.state()));
            try {
                return question.ask(page, settings.deadline());
            } catch (PageException failure) {
                if (Refusal.is(failure)) {
                    throw Refusal.of(failure);
                }
                if (failure.kind() != PageException.Kind.NOT_READY) {
                    asked++;
                }
                if (asked >= settings.attempts() || System.nanoTime() - until >= 0) {
                    throw new CommandFailure(
                            ErrorCode.MESSAGE_FAILED,
                            "WhatsApp did not answer; it may have been done all the same (" + failure.getMessage()
                                    + ")");
                }
            }
            patience = settings.returnWait();
            Thread.sleep(ASK_AGAIN);
        }
    }
}
