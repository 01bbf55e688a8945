package io.wafleet.relay.message;

import io.wafleet.common.event.Event;
import io.wafleet.common.message.Ack;
import io.wafleet.common.message.ChatMessage;
import io.wafleet.common.message.ContactCard;
import io.wafleet.common.message.Location;
import io.wafleet.common.message.Media;
import io.wafleet.common.message.PastMessage;
import io.wafleet.common.message.Poll;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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
        boolean forwarded,
        @Nullable String pushName,
        @Nullable Media media,
        @Nullable Location location,
        List<ContactCard> contacts,
        @Nullable Poll poll,
        @Nullable Integer ack,
        @Nullable String clientMessageId,
        @Nullable String commandId,
        Map<String, Object> metadata,
        boolean backfilled,
        boolean history,
        Instant receivedAt) {

    private static final int LONGEST_ID = 512;
    private static final long YEAR_10000 = 253_402_300_800L;

    static LoggedMessage received(Event event, ChatMessage message, Instant now) {
        return of(event, message, "inbound", null, false, now);
    }

    static LoggedMessage sent(Event event, ChatMessage message, Instant now) {
        return of(event, message, "outbound", null, false, now);
    }

    static LoggedMessage past(Event event, PastMessage past, Instant now) {
        Ack ack = past.ack();
        return past.fromMe()
                ? of(event, past.message(), "outbound", ack == null ? null : ack.ordinal(), true, now)
                : of(event, past.message(), "inbound", null, true, now);
    }

    /** What tells it from every other message. */
    List<String> key() {
        return List.of(accountId, id, chatId, direction);
    }

    /** Whether the log can hold it; one that does not fit must not cost the others told with it. */
    boolean fits() {
        return isShort(id) && isShort(chatId) && timestamp >= 0 && timestamp < YEAR_10000;
    }

    private static boolean isShort(String id) {
        return id.getBytes(StandardCharsets.UTF_8).length <= LONGEST_ID;
    }

    private static LoggedMessage of(
            Event event, ChatMessage message, String direction, @Nullable Integer ack, boolean history, Instant now) {
        return new LoggedMessage(
                String.valueOf(event.accountId()),
                message.id(),
                direction,
                message.chatId(),
                message.type().name().toLowerCase(Locale.ROOT),
                message.from(),
                message.fromLid(),
                message.author(),
                message.to(),
                message.isGroup(),
                message.message(),
                message.timestamp(),
                message.replyTo(),
                message.mentions(),
                message.forwarded(),
                message.pushName(),
                message.media(),
                message.location(),
                message.contacts(),
                message.poll(),
                ack,
                message.clientMessageId(),
                message.commandId(),
                message.metadata(),
                event.backfilled(),
                history,
                now);
    }
}
