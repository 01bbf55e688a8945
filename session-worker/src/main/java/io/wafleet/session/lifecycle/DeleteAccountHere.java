package io.wafleet.session.lifecycle;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.account.AccountState;
import io.wafleet.common.command.AccountResult;
import io.wafleet.common.command.Command;
import io.wafleet.common.command.CommandType;
import io.wafleet.common.event.AccountDeleted;
import io.wafleet.common.event.EventIds;
import io.wafleet.common.event.EventType;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.session.command.CommandFailure;
import io.wafleet.session.command.CommandHandler;
import io.wafleet.session.event.Events;
import org.springframework.stereotype.Component;

/** Logs the account out where that is possible, and removes its profile and then its rows. */
@Component
class DeleteAccountHere implements CommandHandler {

    private final Sessions sessions;
    private final Events events;
    private final OwnedShards owned;

    DeleteAccountHere(Sessions sessions, Events events, OwnedShards owned) {
        this.sessions = sessions;
        this.events = events;
        this.owned = owned;
    }

    @Override
    public CommandType type() {
        return CommandType.DELETE;
    }

    @Override
    public Object carryOut(Command command, boolean resumed) throws CommandFailure, InterruptedException {
        AccountId account = command.accountId();
        String eventId = EventIds.of(account, EventType.ACCOUNT_DELETED, command.id());
        Session session;
        try {
            session = sessions.obtain(account);
        } catch (CommandFailure failure) {
            if (!resumed || failure.error().code() != ErrorCode.ACCOUNT_NOT_FOUND) {
                throw failure;
            }
            // It was removed before; what may be missing is that anybody was told.
            events.tell(account, eventId, new AccountDeleted(), () -> owned.has(account));
            return new AccountResult(account, AccountState.STOPPED, 0);
        }
        LogoutResult last = LifeCommand.await(session.delete());
        session.events().tell(eventId, new AccountDeleted());
        sessions.remove(session);
        return last;
    }
}
