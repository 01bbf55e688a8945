package io.wafleet.common.command;

import io.wafleet.common.problem.FieldProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a reaction on a message, in place of an earlier one of the account.
 *
 * @param chatId the number with {@code @c.us}, or a group's id with {@code @g.us}
 * @param fromMe whether the account wrote the message; found out if absent
 * @param author who wrote it, in a group; found out if absent
 * @param emoji the reaction; empty takes it away
 */
public record ReactToMessage(
        @Nullable String chatId,
        @Nullable String messageId,
        @Nullable Boolean fromMe,
        @Nullable String author,
        @Nullable String emoji)
        implements CommandData {

    @Override
    public List<FieldProblem> problems() {
        return new Form()
                .recipient("chat_id", chatId)
                .messageId("message_id", messageId)
                .authorOfMessage("author", author)
                .check(emoji != null, "emoji", "'emoji' is required; an empty one takes the reaction away")
                .exactText("emoji", emoji)
                .atMost(24, "emoji", emoji)
                .problems();
    }
}
