package io.wafleet.relay.message;

import io.wafleet.common.event.Event;
import io.wafleet.common.message.ChatMessage;
import io.wafleet.common.message.Media;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of the log, named as its columns. */
record LoggedMessage(
        String accountId,
        String id,
        String direction,
        String chatId,
        String type,
        String fromNumber,
        @Nullable String fromLid,
        @Nullable String author,
        String toNumber,
        boolean isGroup,
        @Nullable String message,
        long timestamp,
        @Nullable String replyTo,
        List<String> mentions,
        @Nullable String pushName,
        @Nullable Media media,
        @Nullable String clientMessageId,
        @Nullable String commandId,
        Map<String, Object> metadata,
        boolean backfilled,
        Instant receivedAt) {

    static LoggedMessage of(Event event, ChatMessage message, String direction, Instant now) {
        return new LoggedMessage(
                String.valueOf(event.accountId()),
                message.id(),
                direction,
                message.chatId(),
                message.type().name().toLowerCase(java.util.Locale.ROOT),
                message.from(),
                message.fromLid(),
                message.author(),
                message.to(),
                message.isGroup(),
                message.message(),
                message.timestamp(),
                message.replyTo(),
                message.mentions(),
                message.pushName(),
                message.media(),
                message.clientMessageId(),
                message.commandId(),
                message.metadata(),
                event.backfilled(),
                now);
    }
}
