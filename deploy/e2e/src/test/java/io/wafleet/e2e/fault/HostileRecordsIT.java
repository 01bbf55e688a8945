package io.wafleet.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.e2e.Http;
import io.wafleet.e2e.fault.EventLog.Told;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fault 8: somebody publishes on Kafka what should not be there, before the commands of an account that works. */
@ExtendWith(FaultSuite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRecordsIT {

    private static final int A_MILLION = 1_000_000;
    private static final String RECIPIENT = "15552081001";

    /**
     * A record that is no command.
     *
     * @param reason under which it is found among the dead letters
     */
    private record Poison(String reason, byte[] value) {}

    private final FaultFleet fleet;
    private final Report report;
    private final int rounds = FaultSuite.times(1, 50);
    private final CarelessProducer producer;
    private LinkedAccount account;
    private int partition;
    private List<Http> workers;

    HostileRecordsIT(FaultFleet fleet, Report report) {
        this.fleet = fleet;
        this.report = report;
        this.producer = new CarelessProducer(fleet.fleet().kafka());
    }

    @BeforeEach
    void anAccountThatWorks() {
        account = fleet.accounts(1).getFirst();
        partition = producer.partitionOf(account);
        workers = fleet.workers(2).stream().map(Worker::management).toList();
    }

    @AfterAll
    void close() {
        producer.close();
    }

    @Test
    void aCommandOnTheWrongPartitionIsCarriedOutOnce() {
        Times times = new Times();
        double forwarded = Metrics.sum(workers, "wafleet_command_forwarded_total");
        for (int i = 0; i < rounds; i++) {
            String id = newId();
            long published = System.nanoTime();
            producer.publish(producer.anotherPartitionThan(partition), account, send(id, RECIPIENT, id));
            completes(id);
            times.addSince(published);
            isOnThePhoneOnce(id);
        }
        FaultFleet.within(60)
                .untilAsserted(() -> assertThat(Metrics.sum(workers, "wafleet_command_forwarded_total") - forwarded)
                        .isEqualTo(rounds));
        report.add(new Report.Row(
                8,
                "%d sends published on a partition that is not their account's".formatted(rounds),
                "each is forwarded, completes and is on the phone exactly once; the metric counts it",
                "%d of %1$d forwarded, 0 lost, 0 twice".formatted(rounds),
                "from Kafka to the result " + times));
    }

    @Test
    void whatNobodyCanReadIsADeadLetterAndTheNextCommandWorks() {
        List<Poison> poisons = poisons();
        Times times = new Times();
        for (int i = 0; i < rounds; i++) {
            buryAll(poisons, times);
        }
        report.add(new Report.Row(
                8,
                "%d sorts of records that are no command, each %d times on the partition of an account that sends"
                        .formatted(poisons.size(), rounds),
                "each is a dead letter, byte for byte, with its reason, and counted; the next command completes",
                "%,d dead letters, %d sends behind them, 0 lost, 0 twice".formatted(poisons.size() * rounds, rounds),
                "the send behind %d of them completes after ".formatted(poisons.size()) + times));
    }

    @Test
    void aTextOfAMillionCharactersFailsAndTheNextCommandWorks() {
        Times times = new Times();
        for (int i = 0; i < rounds; i++) {
            String tooLong = newId();
            String next = newId();
            producer.publish(partition, account, send(tooLong, RECIPIENT, "a".repeat(A_MILLION)));
            long published = System.nanoTime();
            producer.publish(partition, account, send(next, RECIPIENT, next));
            JsonNode error = result(tooLong, "command.failed").path("error");
            assertThat(error.path("code").asString()).as(error.toString()).isEqualTo("INVALID_REQUEST");
            assertThat(error.toString()).contains("/message").hasSizeLessThan(1_000);
            completes(next);
            times.addSince(published);
            isOnThePhoneOnce(next);
        }
        report.add(new Report.Row(
                8,
                "a text of 1,000,000 characters, %d times".formatted(rounds),
                "command.failed with INVALID_REQUEST and the field; the next command completes",
                "%d failed, %1$d sends behind them, 0 lost, 0 twice".formatted(rounds),
                "the send behind it completes after " + times));
    }

    private void buryAll(List<Poison> poisons, Times times) {
        Map<String, Double> counted = new HashMap<>();
        poisons.forEach(poison -> counted.computeIfAbsent(poison.reason(), this::buried));
        Map<String, Poison> published = new HashMap<>();
        for (Poison poison : poisons) {
            RecordMetadata where = producer.publish(partition, account, poison.value());
            published.put(where.partition() + "@" + where.offset(), poison);
        }
        String next = newId();
        long behind = System.nanoTime();
        producer.publish(partition, account, send(next, RECIPIENT, next));
        completes(next);
        times.addSince(behind);
        isOnThePhoneOnce(next);

        List<ConsumerRecord<byte[], byte[]>> letters = producer.deadLetters(poisons.size());
        assertThat(letters)
                .extracting(CarelessProducer::origin)
                .containsExactlyInAnyOrderElementsOf(published.keySet());
        assertThat(letters).allSatisfy(letter -> {
            Poison poison = published.get(CarelessProducer.origin(letter));
            assertThat(CarelessProducer.header(letter, "wafleet-dlt-reason")).isEqualTo(poison.reason());
            assertThat(CarelessProducer.header(letter, "wafleet-dlt-detail")).isNotBlank();
            assertThat(Arrays.equals(letter.value(), poison.value()))
                    .as("the bytes of %s are as they were", CarelessProducer.origin(letter))
                    .isTrue();
        });
        // Counted when Kafka has taken the letter, which may have been read already.
        FaultFleet.within(60)
                .untilAsserted(() -> counted.forEach((reason, before) -> assertThat(buried(reason) - before)
                        .as("counted as " + reason)
                        .isEqualTo(poisons.stream()
                                .filter(poison -> poison.reason().equals(reason))
                                .count())));
    }

    private double buried(String reason) {
        return Metrics.sum(
                workers, "wafleet_dead_letter_total", "reason=\"" + reason + "\"", "topic=\"wafleet.commands\"");
    }

    private List<Poison> poisons() {
        return List.of(
                new Poison("NOT_JSON", null),
                new Poison("BAD_ENVELOPE", new byte[0]),
                new Poison("NOT_JSON", new byte[] {(byte) 0xff, 0, (byte) 0xfe, 1}),
                text("NOT_JSON", "{\"id\":\"" + newId() + "\",\"type\":\"send\","),
                text("NOT_JSON", "[".repeat(100_000)),
                // Two UTF-16 units each: four megabytes, and more than any string of a record may be.
                new Poison("NOT_JSON", send(newId(), RECIPIENT, "\uD83D\uDE80".repeat(A_MILLION))),
                text("BAD_ENVELOPE", "[]"),
                text(
                        "BAD_ENVELOPE",
                        "{\"id\":\"\\u0000\",\"type\":\"send\",\"account_id\":\"%s\"}".formatted(account.id())),
                text("BAD_ENVELOPE", "{\"id\":\"%s\",\"type\":\"send\",\"account_id\":\"../x\"}".formatted(newId())),
                text("BAD_ENVELOPE", "{\"id\":\"%s\",\"type\":\"send\"}".formatted(newId())),
                with("UNKNOWN_TYPE", Map.of("type", "self-destruct")),
                with("UNSUPPORTED_VERSION", Map.of("version", 2)),
                with("BAD_DATA", Map.of("data", "a text")),
                with("BAD_DATA", Map.of("data", Map.of("to", List.of(1, 2), "message", "Hello"))));
    }

    private static Poison text(String reason, String json) {
        return new Poison(reason, json.getBytes(StandardCharsets.UTF_8));
    }

    /** A good send but for one thing. */
    private Poison with(String reason, Map<String, Object> wrong) {
        Map<String, Object> envelope = new HashMap<>(envelope(newId(), Map.of("to", RECIPIENT, "message", "Hello")));
        envelope.putAll(wrong);
        return new Poison(reason, JsonMapper.shared().writeValueAsBytes(envelope));
    }

    private byte[] send(String id, String to, String text) {
        return JsonMapper.shared().writeValueAsBytes(envelope(id, Map.of("to", to, "message", text)));
    }

    private Map<String, Object> envelope(String id, Map<String, Object> data) {
        return Map.of("id", id, "type", "send", "account_id", account.id(), "data", data);
    }

    private static String newId() {
        return "hostile-" + UUID.randomUUID();
    }

    private void completes(String command) {
        result(command, "command.completed");
    }

    /** How the command ended, which it has done once. */
    private JsonNode result(String command, String type) {
        FaultFleet.within(60).until(() -> !fleet.events().results(command).isEmpty());
        List<Told> results = fleet.events().results(command);
        assertThat(results)
                .hasSize(1)
                .allSatisfy(told ->
                        assertThat(told.type()).as(told.event().toString()).isEqualTo(type));
        return results.getFirst().data();
    }

    private void isOnThePhoneOnce(String text) {
        FaultFleet.within(30)
                .untilAsserted(() -> assertThat(fleet.phone().received(RECIPIENT).stream()
                                .filter(message ->
                                        message.path("body").asString().equals(text)))
                        .singleElement()
                        .satisfies(message ->
                                assertThat(message.path("sends").asInt()).isEqualTo(1)));
    }
}
