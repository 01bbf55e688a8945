package io.wafleet.session.contact;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.chat.ContactCheck;
import io.wafleet.common.command.CheckContact;
import io.wafleet.common.command.Command;
import io.wafleet.common.command.CommandType;
import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.session.browser.PageException;
import io.wafleet.session.command.CommandFailure;
import io.wafleet.session.command.CommandHandler;
import io.wafleet.session.lifecycle.Session;
import io.wafleet.session.lifecycle.Sessions;
import io.wafleet.session.receive.LivePage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Says whether a number is on WhatsApp; beside the account's other commands, one after the other. */
@Component
class CheckContactOnWhatsApp implements CommandHandler {

    private static final Duration READY_WAIT = Duration.ofSeconds(10);
    private static final Duration DEADLINE = Duration.ofSeconds(15);

    private final Sessions sessions;
    private final ContactChecks checks;

    CheckContactOnWhatsApp(Sessions sessions, ContactChecks checks) {
        this.sessions = sessions;
        this.checks = checks;
    }

    @Override
    public CommandType type() {
        return CommandType.CHECK_CONTACT;
    }

    @Override
    public boolean runsBeside() {
        return true;
    }

    @Override
    public Object carryOut(Command command, boolean resumed) throws CommandFailure, InterruptedException {
        String input = Objects.requireNonNull(((CheckContact) command.data()).phone());
        String phone = input.replace("+", "");
        Session session = sessions.obtain(command.accountId());
        Optional<ContactChecks.Remembered> known = checks.recall(command.accountId(), phone);
        ContactChecks.Remembered answer = known.isPresent() ? known.get() : ask(session, command.accountId(), phone);
        return new ContactCheck(
                input,
                answer.number().exists(),
                answer.number().waId(),
                answer.number().lid(),
                answer.at());
    }

    private ContactChecks.Remembered ask(Session session, AccountId account, String phone)
            throws CommandFailure, InterruptedException {
        LivePage page = session.awaitReady(READY_WAIT)
                .orElseThrow(() -> new CommandFailure(
                        ErrorCode.WHATSAPP_NOT_READY, "The account is not connected; it is " + session.state()));
        Optional<Duration> wait = checks.wait(account);
        if (wait.isPresent()) {
            throw new CommandFailure(new CommandError(
                    ErrorCode.RATE_LIMITED,
                    "The account has asked for as many numbers as it may within an hour",
                    Math.max(1, wait.get().toSeconds()),
                    List.of()));
        }
        try {
            return checks.remember(account, phone, page.page().checkNumber(phone, DEADLINE));
        } catch (PageException failure) {
            throw new CommandFailure(ErrorCode.WHATSAPP_NOT_READY, "WhatsApp did not answer: " + failure.getMessage());
        }
    }
}
