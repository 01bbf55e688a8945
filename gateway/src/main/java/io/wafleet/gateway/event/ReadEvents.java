package io.wafleet.gateway.event;

import io.micrometer.core.instrument.MeterRegistry;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.json.ContractViolation;
import io.wafleet.common.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads the whole topic of events for this gateway alone, from ten minutes ago. It joins no group and commits nothing.
 *
 * <p>Failure policy: a record that cannot be read is counted and left to the webhook-relay, which dead-letters it; one
 * that cannot be told is counted and logged. When Kafka fails, it goes on after two seconds from where it was, and says
 * so; clients stay connected.
 */
@Component
class ReadEvents implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ReadEvents.class);
    private static final Duration BACK = Duration.ofMinutes(10);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);
    private static final Duration SOON = Duration.ofSeconds(10);

    private final ConsumerFactory<String, byte[]> consumers;
    private final EventFeed feed;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private volatile @Nullable Thread reading;
    private volatile @Nullable Consumer<String, byte[]> open;

    ReadEvents(ConsumerFactory<String, byte[]> consumers, EventFeed feed, MeterRegistry metrics, Clock clock) {
        this.consumers = consumers;
        this.feed = feed;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void start() {
        Thread thread = Thread.ofPlatform().daemon().name("read-events").unstarted(this::readPatiently);
        reading = thread;
        thread.start();
    }

    private void readPatiently() {
        Instant started = clock.instant();
        while (reading != null) {
            try (Consumer<String, byte[]> consumer = consumers.createConsumer()) {
                open = consumer;
                findPlaces(consumer, started.minus(BACK));
                read(consumer, started);
            } catch (WakeupException | InterruptException stopped) {
                return;
            } catch (RuntimeException away) {
                log.atWarn()
                        .addKeyValue("error", away.getClass().getSimpleName())
                        .addKeyValue("cause", away.getMessage())
                        .log("events.unreachable");
            }
            try {
                Thread.sleep(BETWEEN_TRIES);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    /** Where it stopped before; in a partition that it has not read yet, ten minutes before it started. */
    private void findPlaces(Consumer<String, byte[]> consumer, Instant from) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.EVENTS, Duration.ofSeconds(5)).stream()
                .map(part -> new TopicPartition(part.topic(), part.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException("The topic is not there yet");
        }
        consumer.assign(partitions);
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.stream()
                .filter(part -> !next.containsKey(part))
                .forEach(part -> times.put(part, from.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> offsets =
                times.isEmpty() ? Map.of() : consumer.offsetsForTimes(times, SOON);
        for (TopicPartition part : times.keySet()) {
            OffsetAndTimestamp offset = offsets.get(part);
            if (offset == null) {
                consumer.seekToEnd(List.of(part));
                next.put(part, consumer.position(part, SOON)); // now, not at the first poll
            } else {
                next.put(part, offset.offset());
            }
        }
        partitions.forEach(part -> consumer.seek(part, Objects.requireNonNull(next.get(part))));
    }

    private void read(Consumer<String, byte[]> consumer, Instant started) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), SOON);
        boolean caughtUp = false;
        while (reading != null) {
            if (!caughtUp
                    && ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                caughtUp = true;
                feed.caughtUp();
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                tell(record, started);
                next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
            }
        }
    }

    private void tell(ConsumerRecord<String, byte[]> record, Instant started) {
        try {
            feed.tell(
                    ContractJson.readEvent(record.value()),
                    Instant.ofEpochMilli(record.timestamp()),
                    record.timestamp() >= started.toEpochMilli());
        } catch (ContractViolation broken) {
            skipped(broken.kind().name());
        } catch (RuntimeException odd) {
            skipped("UNEXPECTED");
            log.atError()
                    .addKeyValue("error", odd.getClass().getName())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .log("event.skipped");
        }
    }

    private void skipped(String kind) {
        metrics.counter("wafleet.gateway.event.unreadable", "kind", kind).increment();
    }

    @Override
    public void stop() {
        reading = null;
        feed.endAll();
        Consumer<String, byte[]> consumer = open;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    @Override
    public boolean isRunning() {
        return reading != null;
    }
}
