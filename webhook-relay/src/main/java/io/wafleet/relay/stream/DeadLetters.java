package io.wafleet.relay.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.wafleet.common.json.ContractViolation;
import io.wafleet.common.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Keeps what nobody can read, byte for byte, with the reason beside it.
 *
 * <p>Failure policy: throws if Kafka has not taken the record within 35 seconds; the batch is then read again, so that
 * nothing is skipped. A record too large to be copied is described instead.
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
        try {
            send(letter(record, record.value(), violation));
        } catch (Exception failure) {
            if (!isTooLarge(failure)) {
                throw failure;
            }
            send(letter(record, null, violation));
        }
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

    /** Whether Kafka will never take it. */
    public static boolean isTooLarge(Exception failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure) instanceof RecordTooLargeException;
    }

    private void send(ProducerRecord<byte[], byte[]> letter) throws Exception {
        kafka.send(letter).get(35, TimeUnit.SECONDS);
    }

    private static ProducerRecord<byte[], byte[]> letter(
            ConsumerRecord<byte[], byte[]> record, byte @Nullable [] value, ContractViolation violation) {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(Topics.deadLetters(record.topic()), null, record.key(), value, record.headers());
        Headers headers = letter.headers();
        put(headers, "wafleet-dlt-reason", violation.kind().name());
        put(headers, "wafleet-dlt-detail", String.valueOf(violation.getMessage()));
        put(headers, "wafleet-dlt-topic", record.topic());
        put(headers, "wafleet-dlt-partition", Integer.toString(record.partition()));
        put(headers, "wafleet-dlt-offset", Long.toString(record.offset()));
        return letter;
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
