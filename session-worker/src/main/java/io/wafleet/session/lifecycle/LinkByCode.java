package io.wafleet.session.lifecycle;

import io.wafleet.common.account.AccountState;
import io.wafleet.common.command.Command;
import io.wafleet.common.command.CommandType;
import io.wafleet.common.command.PairingCodeResult;
import io.wafleet.common.command.RequestPairingCode;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.session.browser.PageException;
import io.wafleet.session.command.CommandFailure;
import io.wafleet.session.command.CommandHandler;
import io.wafleet.session.receive.LivePage;
import java.time.Duration;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Gets a code that a person types into the phone instead of scanning.
 *
 * <p>Failure policy: a page that does not give one in time fails the command; QR codes go on meanwhile.
 */
@Component
class LinkByCode implements CommandHandler {

    private static final Duration WAIT_FOR_PAGE = Duration.ofSeconds(10);
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final Sessions sessions;
    private final SessionTools tools;

    LinkByCode(Sessions sessions, SessionTools tools) {
        this.sessions = sessions;
        this.tools = tools;
    }

    @Override
    public CommandType type() {
        return CommandType.REQUEST_PAIRING_CODE;
    }

    @Override
    public Object carryOut(Command command, boolean resumed) throws CommandFailure, InterruptedException {
        RequestPairingCode wish = (RequestPairingCode) command.data();
        Session session = sessions.obtain(command.accountId());
        LivePage page = session.awaitLinking(AccountState.QR, WAIT_FOR_PAGE)
                .orElseThrow(() -> notAvailable("it is " + session.state()));
        session.page().post(session.page()::startLinking);
        try {
            String code =
                    page.page().linkCode(Objects.requireNonNull(wish.phone()).replace("+", ""), DEADLINE);
            return new PairingCodeResult(
                    code,
                    tools.alarm().clock().instant().plus(tools.settings().qr().typed()));
        } catch (PageException failure) {
            throw switch (failure.kind()) {
                case REJECTED, NOT_READY -> notAvailable(String.valueOf(failure.getMessage()));
                default ->
                    new CommandFailure(
                            ErrorCode.WHATSAPP_NOT_READY, "The page did not give a code: " + failure.getMessage());
            };
        }
    }

    private static CommandFailure notAvailable(String why) {
        return new CommandFailure(
                ErrorCode.PAIRING_NOT_AVAILABLE, "A code is to be had while the account waits to be linked; " + why);
    }
}
