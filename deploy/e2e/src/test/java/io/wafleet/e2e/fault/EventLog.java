package io.wafleet.e2e.fault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All that the fleet tells on Kafka, read as another team's service would, from the moment it is made. */
final class EventLog implements AutoCloseable {

    /**
     * One record of the topic.
     *
     * @param atNanos when it was read, of {@link System#nanoTime()}
     */
    record Told(JsonNode event, long atNanos) {

        String id() {
            return event.path("id").asString();
        }

        String type() {
            return event.path("type").asString();
        }

        String account() {
            return event.path("account_id").asString("");
        }

        long epoch() {
            return event.path("epoch").asLong();
        }

        JsonNode data() {
            return event.path("data");
        }
    }

    private final KafkaConsumer<String, String> consumer;
    private final Queue<Told> all = new ConcurrentLinkedQueue<>();
    private final Map<String, List<Told>> results = new ConcurrentHashMap<>();
    private final Thread reader;

    EventLog(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new StringDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor("wafleet.events").stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        reader = Thread.ofPlatform().name("event-log").daemon().start(this::read);
    }

    /** How the command ended, once for each record that says so. */
    List<Told> results(String command) {
        return results.getOrDefault(command, List.of());
    }

    Stream<Told> of(String account, String type) {
        return all.stream()
                .filter(told -> told.type().equals(type) && told.account().equals(account));
    }

    /** The newest ownership of the account that has told anything. */
    long epoch(String account) {
        return all.stream()
                .filter(told -> told.account().equals(account))
                .mapToLong(Told::epoch)
                .max()
                .orElse(0);
    }

    /** When the account became READY under a later ownership than that one, which first tells how it found it. */
    Optional<Told> readyAfter(String account, long epoch) {
        return of(account, "account.status")
                .filter(told -> told.epoch() > epoch
                        && told.data().path("status").asString().equals("READY")
                        && told.data().path("previous").asString("").equals("AUTH"))
                .findFirst();
    }

    private void read() {
        try (consumer) {
            while (true) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record ->
                                take(new Told(JsonMapper.shared().readTree(record.value()), System.nanoTime())));
            }
        } catch (WakeupException closed) {
            // That is the end.
        }
    }

    private void take(Told told) {
        all.add(told);
        if (told.type().startsWith("command.")) {
            results.computeIfAbsent(told.data().path("command_id").asString(), id -> new CopyOnWriteArrayList<>())
                    .add(told);
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            reader.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
