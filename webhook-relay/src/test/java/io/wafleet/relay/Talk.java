package io.wafleet.relay;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.event.EventData;
import io.wafleet.common.event.EventIds;
import io.wafleet.common.event.MessageReceived;
import io.wafleet.common.event.MessageSent;
import io.wafleet.common.message.ChatMessage;
import io.wafleet.common.message.ContactCard;
import io.wafleet.common.message.Location;
import io.wafleet.common.message.Media;
import io.wafleet.common.message.MessageType;
import io.wafleet.common.message.Poll;
import java.util.List;
import java.util.Map;

/** What is told of one account that nobody else uses. */
record Talk(RelayUnderTest relay, AccountId account) {

    static final String ANN = "15551234567@c.us";
    static final String ME = "15557654321";

    static Talk with(RelayUnderTest relay) {
        return new Talk(relay, relay.account());
    }

    void tell(EventData... facts) {
        for (EventData fact : facts) {
            relay.publish(RelayUnderTest.event(account, EventIds.unique(), fact));
        }
    }

    /** What this query says of the account, for the first parameter of which it stands. */
    List<String> rows(String sql) {
        return relay.rows(sql, account.value());
    }

    static MessageReceived received(String id, String chat, long timestamp, String text) {
        return new MessageReceived(text(id, chat, timestamp, text));
    }

    static MessageSent sent(String id, String chat, long timestamp, String text) {
        return new MessageSent(text(id, chat, timestamp, text));
    }

    static ChatMessage text(String id, String chat, long timestamp, String text) {
        return message(id, chat, timestamp, MessageType.TEXT, text, null);
    }

    static ChatMessage picture(String id, String caption) {
        return message(
                id,
                ANN,
                1_700_000_000L,
                MessageType.IMAGE,
                null,
                new Media("med_" + id, Media.Status.PENDING, "image/png", null, null, null, caption));
    }

    /** A message that has something in every field that only some messages have. */
    static ChatMessage full(String id) {
        ChatMessage plain = text(id, ANN, 1_700_000_000L, null);
        return new ChatMessage(
                plain.id(),
                plain.chatId(),
                plain.from(),
                "99887766",
                null,
                plain.to(),
                false,
                MessageType.LOCATION,
                null,
                plain.timestamp(),
                "quoted",
                List.of(ME),
                "Ann",
                null,
                null,
                null,
                Map.of(),
                true,
                new Location(52.5, -13.4, "Office", "1 Main St"),
                List.of(new ContactCard("Bob", "15550000001")),
                new Poll("Tea?", List.of("yes", "no"), true));
    }

    private static ChatMessage message(
            String id, String chat, long timestamp, MessageType type, String text, Media media) {
        return new ChatMessage(
                id,
                chat,
                chat.endsWith("@c.us") ? chat.substring(0, chat.indexOf('@')) : "15551234567",
                null,
                null,
                ME,
                chat.endsWith("@g.us"),
                type,
                text,
                timestamp,
                null,
                List.of(),
                "Ann",
                media,
                null,
                null,
                Map.of(),
                false,
                null,
                List.of(),
                null);
    }
}
