package io.wafleet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wafleet.common.account.AccountState;
import io.wafleet.common.event.AccountStatusChanged;
import io.wafleet.common.event.Event;
import io.wafleet.common.event.EventData;
import io.wafleet.common.event.EventIds;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.json.ContractViolation;
import io.wafleet.common.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A client that knows nothing of our code but the contract: publishes JSON, and reads what is told. */
final class Wire implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final KafkaProducer<String, String> producer;
    private final List<ConsumerRecord<byte[], byte[]>> records = new CopyOnWriteArrayList<>();
    private final Map<ConsumerRecord<byte[], byte[]>, Event> parsed = new ConcurrentHashMap<>();
    private final Map<String, Object> consuming;
    private volatile boolean closed;

    Wire(String bootstrap) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", 0),
                new StringSerializer(),
                new StringSerializer());
        consuming = Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest");
        Thread.ofPlatform().name("wire").daemon().start(this::read);
    }

    /** Publishes a command as any producer would. */
    void command(String id, String type, String account, String data) {
        publish(new ProducerRecord<>(Topics.COMMANDS, account, json(id, type, account, data)));
    }

    static String json(String id, String type, String account, String data) {
        return """
                {"id":"%s","type":"%s","account_id":"%s","time":"2026-11-20T10:00:00Z","source":"test","data":%s}""".formatted(id, type, account, data);
    }

    void publish(ProducerRecord<String, String> record) {
        try {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException failure) {
            throw new AssertionError(failure);
        }
    }

    /** The one result of a command, as soon as it is there. */
    EventData result(String commandId) {
        String eventId = EventIds.ofResult(commandId);
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(events(event -> event.id().equals(eventId)))
                        .as("result of " + commandId)
                        .isNotEmpty());
        return events(event -> event.id().equals(eventId)).getFirst().data();
    }

    boolean hasEnded(String commandId) {
        String eventId = EventIds.ofResult(commandId);
        return !events(event -> event.id().equals(eventId)).isEmpty();
    }

    EventData run(String id, String type, String account, String data) {
        command(id, type, account, data);
        return result(id);
    }

    <T extends EventData> List<T> told(String account, Class<T> type) {
        return events(event -> isOf(event, account) && type.isInstance(event.data())).stream()
                .map(event -> type.cast(event.data()))
                .toList();
    }

    <T extends EventData> T awaitTold(String account, Class<T> type, Predicate<T> wanted) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(told(account, type)).as(type.getSimpleName()).anyMatch(wanted));
        return told(account, type).stream()
                .filter(wanted)
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    /** Waits until the account's newest state is this. */
    AccountStatusChanged awaitState(String account, AccountState state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(told(account, AccountStatusChanged.class))
                        .as("states of " + account)
                        .last()
                        .extracting(AccountStatusChanged::status)
                        .isEqualTo(state));
        return told(account, AccountStatusChanged.class).getLast();
    }

    List<Event> events(Predicate<Event> wanted) {
        return records.stream()
                .filter(record -> record.topic().equals(Topics.EVENTS))
                .map(record -> parsed.computeIfAbsent(record, Wire::event))
                .filter(wanted)
                .toList();
    }

    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        return records.stream().filter(record -> record.topic().equals(topic)).toList();
    }

    @Override
    public void close() {
        closed = true;
        producer.close(Duration.ofSeconds(1));
    }

    private static boolean isOf(Event event, String account) {
        return event.accountId() != null && event.accountId().value().equals(account);
    }

    private static Event event(ConsumerRecord<byte[], byte[]> record) {
        try {
            return ContractJson.readEvent(record.value());
        } catch (ContractViolation broken) {
            throw new AssertionError(broken);
        }
    }

    private void read() {
        try (var consumer = new KafkaConsumer<>(consuming, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<String> topics =
                    List.of(Topics.EVENTS, Topics.REPLIES, Topics.RELAY_COMMANDS, Topics.deadLetters(Topics.COMMANDS));
            while (!closed && !consumer.listTopics().keySet().containsAll(topics)) {
                LockSupport.parkNanos(100_000_000);
            }
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closed) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
    }
}
