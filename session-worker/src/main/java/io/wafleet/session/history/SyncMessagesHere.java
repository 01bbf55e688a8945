package io.wafleet.session.history;

import io.wafleet.common.command.Command;
import io.wafleet.common.command.CommandType;
import io.wafleet.common.command.SyncMessages;
import io.wafleet.session.command.CommandFailure;
import io.wafleet.session.command.CommandHandler;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Tells the last messages of a chat anew; beside the account's other commands. */
@Component
class SyncMessagesHere implements CommandHandler {

    private static final int USUAL = 50;

    private final History history;
    private final AskReadyPage ask;

    SyncMessagesHere(History history, AskReadyPage ask) {
        this.history = history;
        this.ask = ask;
    }

    @Override
    public CommandType type() {
        return CommandType.SYNC_MESSAGES;
    }

    @Override
    public boolean runsBeside() {
        return true;
    }

    @Override
    public Object carryOut(Command command, boolean resumed) throws CommandFailure, InterruptedException {
        SyncMessages wish = (SyncMessages) command.data();
        String chat = chatId(Objects.requireNonNull(wish.chatId()));
        int limit = Objects.requireNonNullElse(wish.limit(), USUAL);
        return ask.of(command.accountId(), page -> history.messages(page, chat, limit));
    }

    /** A number becomes the chat with it; a chat id stays. */
    private static String chatId(String recipient) {
        String bare = recipient.replace("+", "");
        return bare.indexOf('@') >= 0 ? bare : bare + "@c.us";
    }
}
