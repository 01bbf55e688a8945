package io.wafleet.common.command;

import io.wafleet.common.problem.FieldProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Marks everything in a chat as seen; the other side gets read receipts. */
public record MarkChatSeen(@Nullable String chatId) implements CommandData {

    @Override
    public List<FieldProblem> problems() {
        return new Form().recipient("chat_id", chatId).problems();
    }
}
