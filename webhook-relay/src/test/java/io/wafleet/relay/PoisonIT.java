package io.wafleet.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.event.CommandCompleted;
import io.wafleet.common.event.CommandFailed;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.relay.ConfigureWebhook;
import io.wafleet.common.relay.DeleteWebhook;
import io.wafleet.common.relay.RelayCommand;
import io.wafleet.common.relay.RelayCommandData;
import io.wafleet.common.relay.ReplayDelivery;
import io.wafleet.common.relay.TestWebhook;
import io.wafleet.common.topic.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.kafka.support.KafkaHeaders;

/** One record must not stop a partition: each of these is followed by a good one that must come through. */
class PoisonIT {

    @AutoClose
    private static final RelayUnderTest relay = new RelayUnderTest();

    @ParameterizedTest
    @ValueSource(strings = {"message.received", "message.sent", "message.ack", "media.ready", "message.failed"})
    void anEventThatLacksItsFields(String type) {
        AccountId account = relay.account();
        byte[] poison = event(account, type, "{}");
        relay.publish(Topics.EVENTS, account.value(), poison);

        assertThatTheNextComesThrough(account);
        if (!type.equals("message.failed")) {
            assertThat(letterOf(account).value()).isEqualTo(poison);
            assertThat(header(letterOf(account), "wafleet-dlt-reason")).isEqualTo("BAD_DATA");
        }
    }

    @Test
    void anIdThatIsTooLongForAnIndex() {
        AccountId account = relay.account();
        byte[] random = new byte[3_000];
        new Random(7).nextBytes(random);
        String id = Base64.getUrlEncoder().encodeToString(random);
        relay.publish(RelayUnderTest.text(account, id, "Hello"));
        relay.publish(Topics.EVENTS, account.value(), event(account, "message.ack", """
                {"id":"%s","chat_id":"1@c.us","ack":"read"}""".formatted(id)));

        assertThatTheNextComesThrough(account);
        await().until(() -> letters(account).size() == 2);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 253_402_300_800L, Long.MAX_VALUE})
    void aTimestampThatIsNoTime(long timestamp) {
        AccountId account = relay.account();
        String good =
                new String(ContractJson.write(RelayUnderTest.text(account, "M0", "Hello")), StandardCharsets.UTF_8);
        relay.publish(
                Topics.EVENTS,
                account.value(),
                good.replace("1700000000", Long.toString(timestamp)).getBytes());

        assertThatTheNextComesThrough(account);
        assertThat(header(letterOf(account), "wafleet-dlt-reason")).isEqualTo("BAD_DATA");
        assertThat(relay.rows(
                        "select id from relay.message_view where account_id = ? and at > now() - interval '99 years'",
                        account.value()))
                .containsExactly("next");
    }

    @Test
    void aRecordAsLargeAsTheTopicTakesWithItsHeaders() {
        AccountId account = relay.account();
        byte[] poison = "x".repeat(1_048_300).getBytes();
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topics.EVENTS, account.value().getBytes(), poison);
        record.headers().add("trace", "kept".getBytes());
        send(record, "none");

        assertThatTheNextComesThrough(account);
        assertThat(letterOf(account).value()).isEqualTo(poison);
        assertThat(header(letterOf(account), "trace")).isEqualTo("kept");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 20})
    void aRecordThatIsSmallOnlyWhileItIsCompressed(int megabytes) {
        AccountId account = relay.account();
        byte[] poison = "x".repeat(megabytes * 1_000_000).getBytes();
        send(new ProducerRecord<>(Topics.EVENTS, account.value().getBytes(), poison), "gzip");

        assertThatTheNextComesThrough(account);
        assertThat(letterOf(account).value())
                .as("what no topic of ours can hold is described")
                .isEqualTo(megabytes > 16 ? null : poison);
        assertThat(header(letterOf(account), "wafleet-dlt-reason")).isEqualTo("NOT_JSON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"wafleet.replies,-1", "wafleet.replies,99", "no-such-topic,0", "..,0", "wafleet.commands,0"})
    void aReplyAddressThatDoesNotExist(String address) {
        AccountId account = relay.account();
        String[] parts = address.split(",");
        RelayCommand command = RelayCommand.of(account, Instant.now(), "test", new DeleteWebhook(null));
        relay.publish(
                command,
                Map.of(
                        KafkaHeaders.REPLY_TOPIC,
                        parts[0].getBytes(),
                        KafkaHeaders.REPLY_PARTITION,
                        ByteBuffer.allocate(4)
                                .putInt(Integer.parseInt(parts[1]))
                                .array(),
                        KafkaHeaders.CORRELATION_ID,
                        "1".getBytes()));

        assertThat(failure(relay.result(command.id()).data()).code()).isEqualTo(ErrorCode.WEBHOOK_NOT_FOUND);
        assertThatTheNextCommandComesThrough(account);
        // Noted after it is told.
        await().untilAsserted(() -> assertThat(relay.rows(
                        "select id from relay.command where account_id = ? and told_at is null", account.value()))
                .isEmpty());
        assertThat(relay.heard(Topics.EVENTS).stream()
                        .filter(record -> text(record).contains("\"command_id\":\"" + command.id())))
                .as("told once")
                .hasSize(1);
    }

    @Test
    void anUntoldResultWithABadReplyAddressKeepsNoOtherFromBeingTold() {
        for (int i = 1; i <= 2; i++) {
            relay.database().sql("""
                            insert into relay.command (id, type, status, error, created_at, finished_at, reply_topic,
                              reply_partition, correlation_id)
                            values (?, 'delete-webhook', 'failed', '{"code":"WEBHOOK_NOT_FOUND","message":"x"}',
                              now() - interval '1 minute', now() - interval '1 minute', 'wafleet.replies', -1, 'a')
                            """).param("untold-" + i).update();
        }

        await().atMost(Duration.ofSeconds(40))
                .until(() -> relay.rows("select id from relay.command where told_at is null and id like 'untold-%'")
                        .isEmpty());
    }

    @Test
    void aWishWithThousandsOfWrongHeadersEndsWithAFewProblems() {
        AccountId account = relay.account();
        Map<String, String> headers =
                IntStream.range(0, 12_000).boxed().collect(Collectors.toMap(i -> "h " + i, i -> "x"));

        CommandError error = failure(relay.ask(account, configure(headers)).data());

        assertThat(error.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(error.fields()).hasSize(1);
        assertThatTheNextCommandComesThrough(account);
    }

    @Test
    void aResultThatIsTooLargeForARecordIsToldInShort() {
        RelayCommand command = RelayCommand.of(relay.account(), Instant.now(), "test", new DeleteWebhook(null));
        relay.database()
                .sql("""
                        insert into relay.command (id, account_id, type, status, result, created_at, finished_at)
                        values (?, ?, 'delete-webhook', 'completed', to_jsonb(repeat('x', 1100000)), now(), now())
                        """)
                .params(command.id(), command.accountId().value())
                .update();
        relay.publish(command);

        assertThat(failure(relay.result(command.id()).data()).code()).isEqualTo(ErrorCode.SERVER_ERROR);
        await().until(() -> relay.rows("select 1 from relay.command where id = ? and told_at is null", command.id())
                .isEmpty());
    }

    @Test
    void whatTheJournalCannotHoldEndsAsAFailureAllTheSame() {
        AccountId account = relay.account();
        try (Receiver receiver = new Receiver()) {
            for (RelayCommandData wish : List.of(
                    configure(Map.of("a\0b", "x")),
                    new ConfigureWebhook("a\0b", receiver.url(), null, null, null, null, null, null, null, null, null),
                    new DeleteWebhook("a\0b"),
                    new TestWebhook("a\0b", null),
                    new TestWebhook("a\0b", receiver.url()),
                    new ReplayDelivery("a\0b"))) {
                RelayCommand command = RelayCommand.of(account, Instant.now(), "test", wish);
                relay.publish(command);

                assertThat(relay.result(command.id()).data()).as("%s", wish).isInstanceOf(CommandFailed.class);
            }
            assertThat(receiver.received()).isEmpty();
        }
    }

    private static ConfigureWebhook configure(Map<String, String> headers) {
        return new ConfigureWebhook(
                null, "http://127.0.0.1:1/", null, null, headers, null, null, null, null, null, null);
    }

    private static void assertThatTheNextComesThrough(AccountId account) {
        relay.publish(RelayUnderTest.text(account, "next", "good"));
        await().until(() -> relay.rows(
                        "select id from relay.message_view where account_id = ? and id = 'next'", account.value())
                .equals(List.of("next")));
    }

    private static void assertThatTheNextCommandComesThrough(AccountId account) {
        assertThat(relay.ask(account, RelayUnderTest.endpointAt("http://127.0.0.1:1/"))
                        .data())
                .isInstanceOf(CommandCompleted.class);
    }

    private static CommandError failure(Object data) {
        assertThat(data).isInstanceOf(CommandFailed.class);
        return ((CommandFailed) data).error();
    }

    private static byte[] event(AccountId account, String type, String data) {
        return """
                {"id":"%s-%s","type":"%s","account_id":"%s","time":"2026-11-20T10:00:00Z","epoch":1,"data":%s}""".formatted(type, account, type, account, data).getBytes(StandardCharsets.UTF_8);
    }

    private static void send(ProducerRecord<byte[], byte[]> record, String compression) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        io.wafleet.standalone.testing.RealParts.kafka(),
                        "compression.type",
                        compression,
                        "buffer.memory",
                        100_000_000L,
                        "max.request.size",
                        50_000_000),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(record).get(20, java.util.concurrent.TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> letters(AccountId account) {
        return relay.heard(Topics.deadLetters(Topics.EVENTS)).stream()
                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).equals(account.value()))
                .toList();
    }

    private static ConsumerRecord<byte[], byte[]> letterOf(AccountId account) {
        return await().until(() -> letters(account), letters -> !letters.isEmpty())
                .getFirst();
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
