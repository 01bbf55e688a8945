package io.wafleet.session.command;

import io.wafleet.common.command.Command;
import io.wafleet.common.event.CommandCompleted;
import io.wafleet.common.event.CommandFailed;
import io.wafleet.common.event.EventData;
import io.wafleet.common.event.EventIds;
import io.wafleet.common.event.EventType;
import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.topic.Topics;
import io.wafleet.session.event.DurableRecords;
import io.wafleet.session.event.Events;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.stereotype.Component;

/**
 * Tells how a command ended: as the event that everybody sees, and as the reply to whoever waits.
 *
 * <p>Failure policy: the event is told until it is durable; the reply is tried once, for who waits can read the event.
 */
@Component
class Results {

    private static final Logger log = LoggerFactory.getLogger(Results.class);
    private static final String OUR_TOPICS = "wafleet.";

    private final Events events;
    private final DurableRecords records;

    Results(Events events, DurableRecords records) {
        this.events = events;
        this.records = records;
    }

    void tell(JournalEntry entry, Headers asked, BooleanSupplier wanted) throws InterruptedException {
        tell(EventIds.ofResult(entry.id()), entry, asked, wanted);
    }

    /** Tells that the command's id belongs to another command, under an event id that does not. */
    void tellTaken(Command command, Headers asked, BooleanSupplier wanted) throws InterruptedException {
        CommandError taken = CommandError.of(
                ErrorCode.IDEMPOTENCY_CONFLICT, "The id of the command was used for another account or type");
        tell(
                EventIds.of(command.accountId(), EventType.COMMAND_FAILED, command.id()),
                JournalEntry.refused(command, taken),
                asked,
                wanted);
    }

    private void tell(String eventId, JournalEntry entry, Headers asked, BooleanSupplier wanted)
            throws InterruptedException {
        byte[] told = events.tell(entry.account(), eventId, resultOf(entry), wanted);
        reply(entry, asked, told);
    }

    private static EventData resultOf(JournalEntry entry) {
        return switch (entry.status()) {
            case COMPLETED ->
                new CommandCompleted(
                        entry.id(),
                        entry.type(),
                        entry.clientMessageId(),
                        Objects.requireNonNull(entry.result()),
                        entry.metadata());
            case FAILED ->
                new CommandFailed(
                        entry.id(),
                        entry.type(),
                        entry.clientMessageId(),
                        Objects.requireNonNull(entry.error()),
                        entry.metadata());
            case RUNNING -> throw new IllegalStateException("A command that runs has no result");
        };
    }

    private void reply(JournalEntry entry, Headers asked, byte[] value) {
        Header correlation = asked.lastHeader(KafkaHeaders.CORRELATION_ID);
        String topic = text(asked.lastHeader(KafkaHeaders.REPLY_TOPIC));
        if (correlation == null || correlation.value() == null || topic == null || !isForReplies(topic)) {
            return;
        }
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic,
                partition(asked.lastHeader(KafkaHeaders.REPLY_PARTITION)),
                entry.account().value().getBytes(StandardCharsets.UTF_8),
                value);
        record.headers().add(KafkaHeaders.CORRELATION_ID, correlation.value());
        // A topic that does not exist keeps its sender waiting for a while; nobody else.
        Thread.ofVirtual().name("reply").start(() -> {
            try {
                records.attempt(record).whenComplete((sent, failure) -> warn(entry, topic, failure));
            } catch (RuntimeException failure) {
                warn(entry, topic, failure);
            }
        });
    }

    /** A producer must not make us write what is no command into a topic of ours. */
    private static boolean isForReplies(String topic) {
        return topic.startsWith(Topics.REPLIES) || !topic.startsWith(OUR_TOPICS);
    }

    private static @Nullable Integer partition(@Nullable Header header) {
        if (header == null || header.value() == null || header.value().length != Integer.BYTES) {
            return null;
        }
        int partition = ByteBuffer.wrap(header.value()).getInt();
        return partition < 0 ? null : partition;
    }

    private static @Nullable String text(@Nullable Header header) {
        return header == null || header.value() == null || header.value().length > 249
                ? null
                : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static void warn(JournalEntry entry, String topic, @Nullable Throwable failure) {
        if (failure != null) {
            log.atWarn()
                    .addKeyValue("command_id", entry.id())
                    .addKeyValue("topic", topic)
                    .addKeyValue("error", failure.getMessage())
                    .log("reply.not_sent");
        }
    }
}
