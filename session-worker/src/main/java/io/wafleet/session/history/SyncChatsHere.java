package io.wafleet.session.history;

import io.wafleet.common.command.Command;
import io.wafleet.common.command.CommandType;
import io.wafleet.session.command.CommandFailure;
import io.wafleet.session.command.CommandHandler;
import org.springframework.stereotype.Component;

/** Tells the chats, contacts and groups of the account anew; beside its other commands. */
@Component
class SyncChatsHere implements CommandHandler {

    private final History history;
    private final AskReadyPage ask;

    SyncChatsHere(History history, AskReadyPage ask) {
        this.history = history;
        this.ask = ask;
    }

    @Override
    public CommandType type() {
        return CommandType.SYNC_CHATS;
    }

    @Override
    public boolean runsBeside() {
        return true;
    }

    @Override
    public Object carryOut(Command command, boolean resumed) throws CommandFailure, InterruptedException {
        return ask.of(command.accountId(), history::overview);
    }
}
