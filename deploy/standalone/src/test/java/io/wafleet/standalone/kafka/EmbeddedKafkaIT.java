package io.wafleet.standalone.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.standalone.process.Ports;
import io.wafleet.standalone.process.RunningPart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
    private static final TopicPartition PARTITION = new TopicPartition("kept", 0);

    @TempDir
    Path directory;

    @Test
    void whatWasAcknowledgedIsThereAfterTheBrokerWasKilled() throws Exception {
        var kafka = new EmbeddedKafka(directory, Ports.free(), Ports.free(), directory.resolve("kafka.log"));
        var sent = new ArrayList<String>();
        var running = RunningPart.start(kafka);
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                var producer = producer(kafka)) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get(20, TimeUnit.SECONDS);
            for (int i = 0; i < 500; i++) {
                producer.send(new ProducerRecord<>("kept", "record " + i)).get(20, TimeUnit.SECONDS);
                sent.add("record " + i);
            }
            running.kill();
            running = RunningPart.start(kafka);
            // The same client goes on: the broker is back under its address.
            producer.send(new ProducerRecord<>("kept", "after")).get(30, TimeUnit.SECONDS);
            sent.add("after");
            assertThat(read(kafka, sent.size())).isEqualTo(sent);
        } finally {
            running.close();
        }
    }

    private static KafkaProducer<String, String> producer(EmbeddedKafka kafka) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all", "linger.ms", "0"),
                new StringSerializer(),
                new StringSerializer());
    }

    private static List<String> read(EmbeddedKafka kafka, int count) {
        var values = new ArrayList<String>();
        var settings = Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
            assertThat(end).isEqualTo(count);
            while (consumer.position(PARTITION) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }
}
