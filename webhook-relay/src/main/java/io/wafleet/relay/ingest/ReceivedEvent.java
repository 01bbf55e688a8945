package io.wafleet.relay.ingest;

import io.wafleet.common.event.Event;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** An event of an account and the record it came in. */
record ReceivedEvent(Event event, ConsumerRecord<byte[], byte[]> record) {

    String account() {
        return Objects.requireNonNull(event.accountId()).value();
    }

    /** When it was put on Kafka. */
    Instant toldAt() {
        return Instant.ofEpochMilli(record.timestamp());
    }

    /** Names the record for ever, also where a topic was made anew. */
    String recordName() {
        return record.partition() + ":" + record.offset() + ":" + record.timestamp();
    }
}
