package io.wafleet.e2e;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Another team's service: it has kafka-clients and the documentation, and none of our code. */
final class PlainKafka implements AutoCloseable {

    private final KafkaProducer<String, String> producer;
    private final KafkaConsumer<String, String> consumer;
    private final List<ConsumerRecord<String, String>> seen = new CopyOnWriteArrayList<>();

    PlainKafka(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new StringSerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new StringDeserializer());
        List<TopicPartition> partitions = List.of("wafleet.events", "wafleet.commands.dlt").stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    void publish(String account, String command) {
        producer.send(new ProducerRecord<>("wafleet.commands", account, command));
        producer.flush();
    }

    /** The event that says how the command ended. */
    JsonNode result(String commandId) {
        return await().atMost(Duration.ofSeconds(30)).until(() -> find(commandId), event -> event != null);
    }

    String deadLetter() {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            poll();
                            return seen.stream()
                                    .filter(record -> record.topic().endsWith(".dlt"))
                                    .map(ConsumerRecord::value)
                                    .findFirst()
                                    .orElse(null);
                        },
                        value -> value != null);
    }

    private JsonNode find(String commandId) {
        poll();
        return seen.stream()
                .filter(record -> record.topic().equals("wafleet.events"))
                .map(record -> JsonMapper.shared().readTree(record.value()))
                .filter(event -> event.path("type").asString("").startsWith("command."))
                .filter(event -> event.at("/data/command_id").asString("").equals(commandId))
                .findFirst()
                .orElse(null);
    }

    private void poll() {
        consumer.poll(Duration.ofMillis(200)).forEach(seen::add);
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
