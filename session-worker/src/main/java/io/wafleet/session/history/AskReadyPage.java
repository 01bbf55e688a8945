package io.wafleet.session.history;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.session.browser.PageException;
import io.wafleet.session.command.CommandFailure;
import io.wafleet.session.command.Refusal;
import io.wafleet.session.lifecycle.Session;
import io.wafleet.session.lifecycle.Sessions;
import io.wafleet.session.receive.LivePage;
import org.springframework.stereotype.Component;

/** Asks the page of an account that is READY, for a command; a page that does not answer fails it. */
@Component
class AskReadyPage {

    interface Question {
        Object ask(LivePage page) throws PageException, InterruptedException;
    }

    private final Sessions sessions;

    AskReadyPage(Sessions sessions) {
        this.sessions = sessions;
    }

    Object of(AccountId account, Question question) throws CommandFailure, InterruptedException {
        Session session = sessions.obtain(account);
        LivePage page = session.readyPage()
                .orElseThrow(() -> new CommandFailure(
                        ErrorCode.WHATSAPP_NOT_READY, "The account is not connected; it is " + session.state()));
        try {
            return question.ask(page);
        } catch (PageException failure) {
            throw Refusal.is(failure)
                    ? Refusal.of(failure)
                    : new CommandFailure(
                            ErrorCode.WHATSAPP_NOT_READY, "The page did not answer: " + failure.getMessage());
        }
    }
}
