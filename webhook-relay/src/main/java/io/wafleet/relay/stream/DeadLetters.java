package io.wafleet.relay.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.wafleet.common.json.ContractViolation;
import io.wafleet.common.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Keeps what nobody can read, byte for byte, with the reason beside it.
 *
 * <p>Failure policy: throws if Kafka has not taken the record within 35 seconds; the batch is then read again, so that
 * nothing is skipped.
 */
@Component
public final class DeadLetters {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final MeterRegistry meters;

    DeadLetters(KafkaTemplate<byte[], byte[]> kafka, MeterRegistry meters) {
        this.kafka = kafka;
        this.meters = meters;
    }

    public void keep(ConsumerRecord<byte[], byte[]> record, ContractViolation violation) throws Exception {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(Topics.deadLetters(record.topic()), record.key(), record.value());
        header(letter, "wafleet-dlt-reason", violation.kind().name());
        header(letter, "wafleet-dlt-detail", String.valueOf(violation.getMessage()));
        header(letter, "wafleet-dlt-topic", record.topic());
        header(letter, "wafleet-dlt-partition", Integer.toString(record.partition()));
        header(letter, "wafleet-dlt-offset", Long.toString(record.offset()));
        kafka.send(letter).get(35, TimeUnit.SECONDS);
        meters.counter(
                        "wafleet.dead.letter",
                        "topic",
                        record.topic(),
                        "reason",
                        violation.kind().name())
                .increment();
        log.atWarn()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("reason", violation.kind())
                .log("record.dead_lettered");
    }

    private static void header(ProducerRecord<byte[], byte[]> letter, String name, String value) {
        letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
