package io.wafleet.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.wafleet.common.account.AccountId;
import io.wafleet.common.event.AccountDeleted;
import io.wafleet.common.event.Event;
import io.wafleet.common.event.EventIds;
import io.wafleet.common.event.MessageAcknowledged;
import io.wafleet.common.event.MessageSent;
import io.wafleet.common.message.Ack;
import io.wafleet.common.message.ChatMessage;
import io.wafleet.common.message.MessageType;
import io.wafleet.common.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** How events are taken into the log: what is kept, what is dropped, and what goes to the dead letters. */
class EventLogIT {

    @AutoClose
    private static final RelayUnderTest relay = new RelayUnderTest();

    @Test
    void whileTheDatabaseFailsNothingIsLost() {
        AccountId account = relay.account();
        Counter failed = relay.bean(MeterRegistry.class)
                .get("wafleet.consumer.failed.batch")
                .tag("topic", Topics.EVENTS)
                .counter();
        double before = failed.count();
        Gauge lag = relay.bean(MeterRegistry.class)
                .get("wafleet.consumer.lag")
                .tag("topic", Topics.EVENTS)
                .gauge();
        relay.database().sql("alter table relay.message rename to message_away").update();
        try {
            relay.publish(RelayUnderTest.text(account, "M1", "patience"));
            await().until(() -> failed.count() >= before + 2 && lag.value() >= 1);
        } finally {
            relay.database()
                    .sql("alter table relay.message_away rename to message")
                    .update();
        }
        await().until(() -> states(account).equals(List.of("null received")));
        await().until(() -> lag.value() == 0);
        assertThat(letters(account)).isEmpty();
    }

    @Test
    void aRecordNobodyCanReadGoesToTheDeadLettersByteForByteAndTheRestMovesOn() {
        AccountId account = relay.account();
        byte[] poison = ("{\"broken for " + account).getBytes(StandardCharsets.UTF_8);
        byte[] unknown = ("{\"id\":\"1\",\"type\":\"message.teleported\",\"account_id\":\"" + account + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        relay.publish(Topics.EVENTS, account.value(), poison);
        relay.publish(Topics.EVENTS, account.value(), unknown);
        relay.publish(RelayUnderTest.text(account, "M1", "after the poison"));

        await().until(() -> relay.rows("select message from relay.message_view where account_id = ?", account.value())
                .equals(List.of("after the poison")));
        await().until(() -> letters(account).size() == 2);

        assertThat(letters(account).get(0).value()).isEqualTo(poison);
        assertThat(letters(account).get(0).key()).isEqualTo(account.value().getBytes());
        assertThat(header(letters(account).get(0), "wafleet-dlt-reason")).isEqualTo("NOT_JSON");
        assertThat(header(letters(account).get(0), "wafleet-dlt-topic")).isEqualTo(Topics.EVENTS);
        assertThat(letters(account).get(1).value()).isEqualTo(unknown);
        assertThat(header(letters(account).get(1), "wafleet-dlt-reason")).isEqualTo("UNKNOWN_TYPE");
    }

    @Test
    void aTextWithANulIsLoggedAndDeliveredAndHarmsNobody() {
        AccountId account = relay.account();
        try (Receiver receiver = new Receiver()) {
            relay.endpoint(account, receiver);
            relay.publish(RelayUnderTest.text(account, "M1", "a\0b \\u0000"));

            await().until(() -> receiver.texts().equals(List.of("a\0b \\u0000")));
            assertThat(relay.rows("select message from relay.message_view where account_id = ?", account.value()))
                    .containsExactly("a\uFFFDb \\u0000");
        }
    }

    @Test
    void whatAnEarlierOwnerTellsTooLateIsDropped() {
        AccountId account = relay.account();
        Event now = RelayUnderTest.text(account, "M1", "new owner");
        Event late = RelayUnderTest.text(account, "M2", "old owner");
        relay.publish(new Event(now.id(), account, now.time(), "worker-2", 7, 0, false, now.data()));
        relay.publish(new Event(late.id(), account, late.time(), "worker-1", 6, 9, false, late.data()));
        relay.publish(new Event(
                "later-" + account,
                account,
                now.time(),
                "worker-2",
                7,
                1,
                false,
                RelayUnderTest.text(account, "M3", "new owner again").data()));

        await().until(() -> relay.rows(
                        "select id from relay.message_view where account_id = ? order by seq", account.value())
                .contains("M3"));
        assertThat(relay.rows("select id from relay.message_view where account_id = ? order by seq", account.value()))
                .containsExactly("M1", "M3");
    }

    @Test
    void acknowledgementsRaiseTheStateAndNeverLowerIt() {
        AccountId account = relay.account();
        relay.publish(RelayUnderTest.event(
                account, "early-" + account, new MessageAcknowledged("O1", "15551234567@c.us", Ack.SENT)));
        relay.publish(RelayUnderTest.event(account, "sent-" + account, new MessageSent(sent("O1"))));
        await().until(() -> states(account).equals(List.of("sent sent")));

        relay.publish(RelayUnderTest.event(
                account, "read-" + account, new MessageAcknowledged("O1", "15551234567@c.us", Ack.READ)));
        relay.publish(RelayUnderTest.event(
                account, "delivered-" + account, new MessageAcknowledged("O1", "15551234567@c.us", Ack.DELIVERED)));
        relay.publish(RelayUnderTest.text(account, "after", "x"));

        await().until(() -> states(account).size() == 2);
        assertThat(states(account)).containsExactly("read read", "null received");
    }

    @Test
    void anAccountMadeAnewUnderTheSameNameStartsEmptyAndIsHeard() {
        AccountId account = relay.account();
        Event first = RelayUnderTest.text(account, "M1", "same id");
        try (Receiver receiver = new Receiver()) {
            relay.endpoint(account, receiver);
            relay.publish(first);
            await().until(() -> receiver.received().size() == 1);
            relay.publish(RelayUnderTest.event(account, EventIds.unique(), new AccountDeleted()));
            await().until(() -> relay.rows("select id from relay.endpoint_view where account_id = ?", account.value())
                    .isEmpty());
            assertThat(states(account)).isEmpty();

            relay.publish(first);
            await().until(() -> states(account).equals(List.of("null received")));
            assertThat(receiver.received())
                    .as("the endpoint went with the account")
                    .hasSize(1);
        }
    }

    private static List<String> states(AccountId account) {
        return relay.rows(
                "select ack, status from relay.message_view where account_id = ? order by seq", account.value());
    }

    private static List<ConsumerRecord<byte[], byte[]>> letters(AccountId account) {
        return relay.heard(Topics.deadLetters(Topics.EVENTS)).stream()
                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).equals(account.value()))
                .toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static ChatMessage sent(String id) {
        return new ChatMessage(
                id,
                "15551234567@c.us",
                "15557654321",
                null,
                null,
                "15551234567",
                false,
                MessageType.TEXT,
                "out",
                1_700_000_000L,
                null,
                List.of(),
                null,
                null,
                null,
                "cmd-" + id,
                Map.of(),
                false,
                null,
                List.of(),
                null);
    }
}
