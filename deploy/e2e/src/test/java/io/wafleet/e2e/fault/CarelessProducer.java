package io.wafleet.e2e.fault;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts any bytes on any partition of the command topic, and looks what became of them among the dead letters. */
final class CarelessProducer implements AutoCloseable {

    private static final String TOPIC = "wafleet.commands";

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> graveyard;
    private final int partitions;

    CarelessProducer(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "compression.type",
                        "gzip", // so that more than the broker's megabyte gets through
                        "max.request.size",
                        16 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        graveyard = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> dead = graveyard.partitionsFor(TOPIC + ".dlt").stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        graveyard.assign(dead);
        graveyard.seekToEnd(dead);
        dead.forEach(graveyard::position);
        partitions = producer.partitionsFor(TOPIC).size();
    }

    /** The one on which everybody's client puts the account's commands. */
    int partitionOf(LinkedAccount account) {
        return BuiltInPartitioner.partitionForKey(account.id().getBytes(StandardCharsets.UTF_8), partitions);
    }

    int anotherPartitionThan(int partition) {
        return (partition + 1) % partitions;
    }

    /** Returns when Kafka has it. */
    RecordMetadata publish(int partition, LinkedAccount account, byte[] value) {
        byte[] key = account.id().getBytes(StandardCharsets.UTF_8);
        try {
            return producer.send(new ProducerRecord<>(TOPIC, partition, key, value))
                    .get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException refused) {
            throw new IllegalStateException(refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The next so many dead letters. */
    List<ConsumerRecord<byte[], byte[]>> deadLetters(int count) {
        List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
        FaultFleet.within(60).until(() -> {
            graveyard.poll(Duration.ofMillis(200)).forEach(letters::add);
            return letters.size() >= count;
        });
        return letters;
    }

    /** Which record a dead letter was. */
    static String origin(ConsumerRecord<byte[], byte[]> letter) {
        return header(letter, "wafleet-dlt-partition") + "@" + header(letter, "wafleet-dlt-offset");
    }

    static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return Optional.ofNullable(letter.headers().lastHeader(name))
                .map(header -> new String(header.value(), StandardCharsets.UTF_8))
                .orElse("");
    }

    @Override
    public void close() {
        producer.close();
        graveyard.close();
    }
}
