package io.wafleet.common.command;

import io.wafleet.common.problem.FieldProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a message for everybody in the chat.
 *
 * @param chatId the number with {@code @c.us}, or a group's id with {@code @g.us}
 * @param fromMe whether the account wrote the message; found out if absent
 * @param author who wrote it, in a group; found out if absent
 */
public record RevokeMessage(
        @Nullable String chatId,
        @Nullable String messageId,
        @Nullable Boolean fromMe,
        @Nullable String author) implements CommandData {

    @Override
    public List<FieldProblem> problems() {
        return new Form()
                .recipient("chat_id", chatId)
                .messageId("message_id", messageId)
                .authorOfMessage("author", author)
                .problems();
    }
}
