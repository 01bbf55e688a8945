package io.wafleet.common.command;

import io.wafleet.common.metadata.Metadata;
import io.wafleet.common.problem.FieldProblem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends a message of one chat to another, marked as forwarded.
 *
 * @param chatId the number with {@code @c.us}, or a group's id with {@code @g.us}
 * @param fromMe whether the account wrote the message; found out if absent
 * @param author who wrote it, in a group; found out if absent
 * @param to a phone number with country code, or a chat id
 * @param clientMessageId the caller's own id, as for a send
 * @param metadata echoed in the events about the new message
 */
public record ForwardMessage(
        @Nullable String chatId,
        @Nullable String messageId,
        @Nullable Boolean fromMe,
        @Nullable String author,
        @Nullable String to,
        @Nullable String clientMessageId,
        Map<String, Object> metadata)
        implements CommandData, MessageOrder {

    public ForwardMessage {
        metadata = Metadata.copyOf(metadata);
    }

    @Override
    public List<FieldProblem> problems() {
        return new Form()
                .recipient("chat_id", chatId)
                .messageId("message_id", messageId)
                .authorOfMessage("author", author)
                .recipient("to", to)
                .clientMessageId("client_message_id", clientMessageId)
                .metadata("metadata", metadata)
                .problems();
    }
}
