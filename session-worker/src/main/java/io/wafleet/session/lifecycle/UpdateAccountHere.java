package io.wafleet.session.lifecycle;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.command.Command;
import io.wafleet.common.command.CommandType;
import io.wafleet.common.command.UpdateAccount;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.session.account.Accounts;
import io.wafleet.session.command.CommandFailure;
import io.wafleet.session.command.CommandHandler;
import io.wafleet.session.pacing.Paces;
import org.springframework.stereotype.Component;

/** Changes what is kept of an account; beside its other commands, since a slow pace must not hold its own change back. */
@Component
class UpdateAccountHere implements CommandHandler {

    private final Sessions sessions;
    private final Accounts accounts;
    private final Paces paces;

    UpdateAccountHere(Sessions sessions, Accounts accounts, Paces paces) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.paces = paces;
    }

    @Override
    public CommandType type() {
        return CommandType.UPDATE;
    }

    @Override
    public boolean runsBeside() {
        return true;
    }

    @Override
    public Object carryOut(Command command, boolean resumed) throws CommandFailure, InterruptedException {
        UpdateAccount wish = (UpdateAccount) command.data();
        AccountId account = command.accountId();
        Session session = sessions.obtain(account);
        if (wish.pacing() != null) {
            paces.check(account, wish.pacing());
        }
        if (!accounts.update(account, wish)) {
            throw new CommandFailure(ErrorCode.ACCOUNT_NOT_FOUND, "There is no account '" + account + "'");
        }
        return session.result();
    }
}
