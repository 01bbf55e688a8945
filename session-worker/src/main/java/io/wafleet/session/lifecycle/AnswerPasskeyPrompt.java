package io.wafleet.session.lifecycle;

import io.wafleet.common.account.AccountState;
import io.wafleet.common.account.StatusReason.Code;
import io.wafleet.common.command.AnswerPasskey;
import io.wafleet.common.command.Command;
import io.wafleet.common.command.CommandType;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.session.account.Account;
import io.wafleet.session.browser.PageException;
import io.wafleet.session.command.CommandFailure;
import io.wafleet.session.command.CommandHandler;
import io.wafleet.session.receive.LivePage;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Brings the answer of a person's authenticator to the page that asks for a passkey, and says what came of it. */
@Component
class AnswerPasskeyPrompt implements CommandHandler {

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration VERDICT = Duration.ofSeconds(20);

    private final Sessions sessions;

    AnswerPasskeyPrompt(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public CommandType type() {
        return CommandType.ANSWER_PASSKEY;
    }

    @Override
    public Object carryOut(Command command, boolean resumed) throws CommandFailure, InterruptedException {
        AnswerPasskey answer = (AnswerPasskey) command.data();
        Session session = sessions.obtain(command.accountId());
        LivePage page = session.awaitLinking(AccountState.PASSKEY, Duration.ZERO)
                .orElseThrow(() -> new CommandFailure(
                        ErrorCode.PASSKEY_NOT_ASKED,
                        "The account does not wait for a passkey; it is " + session.state()));
        try {
            page.page().answerPasskey(answer.assertion(), DEADLINE);
        } catch (PageException failure) {
            throw switch (failure.kind()) {
                case REJECTED -> new CommandFailure(ErrorCode.PASSKEY_NOT_ASKED, "The prompt has gone");
                case PROTOCOL -> new CommandFailure(ErrorCode.PASSKEY_REFUSED, String.valueOf(failure.getMessage()));
                default ->
                    new CommandFailure(
                            ErrorCode.WHATSAPP_NOT_READY, "The page did not take the answer: " + failure.getMessage());
            };
        }
        session.awaitOther(AccountState.PASSKEY, VERDICT);
        Account now = session.page().states().current();
        if (now.reason().code() == Code.PASSKEY_FAILED) {
            throw new CommandFailure(
                    ErrorCode.PASSKEY_REFUSED, String.valueOf(now.reason().message()));
        }
        return session.result();
    }
}
