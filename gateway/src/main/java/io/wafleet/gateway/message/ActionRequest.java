package io.wafleet.gateway.message;

import io.wafleet.common.command.CommandData;
import io.wafleet.common.command.EditMessage;
import io.wafleet.common.command.ForwardMessage;
import io.wafleet.common.command.ReactToMessage;
import io.wafleet.common.command.RevokeMessage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something to be done to a message, which the caller may place in a chat. */
sealed interface ActionRequest {

    @Nullable
    String chatId();

    @Nullable
    Boolean fromMe();

    CommandData command(String messageId, Target target);

    /** Puts a reaction on it, or with an empty one takes it away. */
    record Reaction(
            @Nullable String emoji,
            @Nullable String chatId,
            @Nullable Boolean fromMe) implements ActionRequest {

        @Override
        public CommandData command(String messageId, Target target) {
            return new ReactToMessage(target.chatId(), messageId, target.fromMe(), target.author(), emoji);
        }
    }

    /** Changes its text. */
    record Edit(
            @Nullable String message,
            @Nullable String chatId,
            @Nullable Boolean fromMe) implements ActionRequest {

        @Override
        public CommandData command(String messageId, Target target) {
            return new EditMessage(target.chatId(), messageId, target.fromMe(), target.author(), message);
        }
    }

    /** Sends it to another chat. */
    record Forward(
            @Nullable String to,
            @Nullable String clientMessageId,
            @Nullable Map<String, Object> metadata,
            @Nullable String chatId,
            @Nullable Boolean fromMe)
            implements ActionRequest {

        @Override
        public CommandData command(String messageId, Target target) {
            return new ForwardMessage(
                    target.chatId(),
                    messageId,
                    target.fromMe(),
                    target.author(),
                    to,
                    clientMessageId,
                    metadata == null ? Map.of() : metadata);
        }
    }

    /** Deletes it for everybody. */
    record Revocation(@Nullable String chatId, @Nullable Boolean fromMe) implements ActionRequest {

        @Override
        public CommandData command(String messageId, Target target) {
            return new RevokeMessage(target.chatId(), messageId, target.fromMe(), target.author());
        }
    }
}
