package io.wafleet.session.action;

import io.wafleet.common.command.ChatActionResult;
import io.wafleet.common.command.Command;
import io.wafleet.common.command.CommandType;
import io.wafleet.common.command.MarkChatSeen;
import io.wafleet.common.event.ChatSeen;
import io.wafleet.session.browser.ChatSign;
import io.wafleet.session.browser.ShownSign;
import io.wafleet.session.command.CommandFailure;
import io.wafleet.session.command.CommandHandler;
import io.wafleet.session.lifecycle.Session;
import io.wafleet.session.lifecycle.Sessions;
import io.wafleet.session.receive.Changes;
import io.wafleet.session.receive.Fact;
import io.wafleet.session.send.ChatIds;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Marks everything in a chat as seen. */
@Component
class SeeChat implements CommandHandler {

    private final Sessions sessions;
    private final AskPage ask;

    SeeChat(Sessions sessions, AskPage ask) {
        this.sessions = sessions;
        this.ask = ask;
    }

    @Override
    public CommandType type() {
        return CommandType.MARK_SEEN;
    }

    @Override
    public Object carryOut(Command command, boolean resumed) throws CommandFailure, InterruptedException {
        MarkChatSeen wish = (MarkChatSeen) command.data();
        Session session = sessions.obtain(command.accountId());
        String chat = ChatIds.of(Objects.requireNonNull(wish.chatId()));
        Changes changes = session.outgoing().changes();
        Fact fact = null;
        try {
            ShownSign seen = ask.until(session, resumed, (page, deadline) -> {
                changes.begin(chat, page.page().self().phone());
                return page.page().show(chat, new ChatSign.Seen(), deadline);
            });
            fact = Fact.of(
                    command.accountId(), new ChatSeen(seen.chatId(), seen.at().getEpochSecond()));
            session.events().tell(fact.eventId(), fact.data());
            return new ChatActionResult(seen.chatId());
        } finally {
            for (Fact left : changes.end(chat, fact)) {
                session.events().tell(left.eventId(), left.data());
            }
        }
    }
}
