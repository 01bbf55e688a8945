package io.wafleet.common.command;

import io.wafleet.common.problem.FieldProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes the text of a message that the account wrote, as long as WhatsApp allows it.
 *
 * @param chatId the number with {@code @c.us}, or a group's id with {@code @g.us}
 * @param fromMe whether the account wrote the message; found out if absent
 * @param author who wrote it, in a group; found out if absent
 * @param message the new text, 1 to 65,536 characters
 */
public record EditMessage(
        @Nullable String chatId,
        @Nullable String messageId,
        @Nullable Boolean fromMe,
        @Nullable String author,
        @Nullable String message)
        implements CommandData {

    @Override
    public List<FieldProblem> problems() {
        return new Form()
                .recipient("chat_id", chatId)
                .messageId("message_id", messageId)
                .authorOfMessage("author", author)
                .required("message", message)
                .exactText("message", message)
                .atMost(65_536, "message", message)
                .problems();
    }
}
