package io.wafleet.session.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.wafleet.common.json.ContractViolation;
import io.wafleet.common.topic.Topics;
import io.wafleet.session.event.DurableRecords;
import io.wafleet.session.event.RecordRefused;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps the records that nobody can read, byte for byte, with the reason.
 *
 * <p>Failure policy: it tries until the dead letter is durable; until then the record is not acknowledged, and others
 * pass it by. A record too large to be copied is described instead.
 */
@Component
class DeadLetters {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private final DurableRecords records;
    private final MeterRegistry meters;

    DeadLetters(DurableRecords records, MeterRegistry meters) {
        this.records = records;
        this.meters = meters;
    }

    void bury(ConsumerRecord<byte[], byte[]> dead, ContractViolation.Kind reason, String detail, BooleanSupplier wanted)
            throws InterruptedException {
        try {
            records.write(letter(dead, dead.value(), reason, detail), wanted);
        } catch (RecordRefused tooLarge) {
            records.write(letter(dead, null, reason, detail), wanted);
        }
        meters.counter("wafleet.dead.letter", "topic", dead.topic(), "reason", reason.name())
                .increment();
        log.atWarn()
                .addKeyValue("topic", dead.topic())
                .addKeyValue("partition", dead.partition())
                .addKeyValue("offset", dead.offset())
                .addKeyValue("reason", reason)
                .addKeyValue("detail", detail)
                .log("record.dead_lettered");
    }

    private static ProducerRecord<byte[], byte[]> letter(
            ConsumerRecord<byte[], byte[]> dead,
            byte @Nullable [] value,
            ContractViolation.Kind reason,
            String detail) {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(Topics.deadLetters(dead.topic()), null, dead.key(), value, dead.headers());
        Headers headers = letter.headers();
        add(headers, "wafleet-dlt-reason", reason.name());
        add(headers, "wafleet-dlt-detail", detail);
        add(headers, "wafleet-dlt-topic", dead.topic());
        add(headers, "wafleet-dlt-partition", Integer.toString(dead.partition()));
        add(headers, "wafleet-dlt-offset", Long.toString(dead.offset()));
        return letter;
    }

    private static void add(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
