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
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads the whole topic of events for this gateway alone, from ten minutes ago. It joins no group and commits nothing.
 *
 * <p>Failure policy: a record that cannot be read is counted and left to the webhook-relay, which dead-letters it. When
 * Kafka fails, it starts again after two seconds, and says so; clients stay connected.
 */
@Component
class ReadEvents implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ReadEvents.class);
    private static final Duration BACK = Duration.ofMinutes(10);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

    private final ConsumerFactory<String, byte[]> consumers;
    private final EventFeed feed;
    private final MeterRegistry metrics;
    private final Clock clock;
    private volatile @Nullable Thread reading;
    private volatile @Nullable Consumer<byte[], byte[]> open;

    ReadEvents(ConsumerFactory<String, byte[]> consumers, EventFeed feed, MeterRegistry metrics, Clock clock) {
        this.consumers = consumers;
        this.feed = feed;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void start() {
        reading = Thread.ofPlatform().daemon().name("read-events").start(this::readPatiently);
    }

    private void readPatiently() {
        Instant from = clock.instant().minus(BACK);
        Instant started = clock.instant();
        while (reading != null) {
            try (Consumer<byte[], byte[]> consumer = consumer()) {
                open = consumer;
                read(consumer, from, started);
            } catch (WakeupException | InterruptException stopped) {
                return;
            } catch (KafkaException | IllegalStateException away) {
                log.atWarn().addKeyValue("cause", away.getMessage()).log("events.unreachable");
            }
            try {
                Thread.sleep(BETWEEN_TRIES);
            } catch (InterruptedException stopped) {
                return;
            }
            // What is told again after a pause is in the ring already.
            from = clock.instant().minus(BACK);
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(consumers.getConfigurationProperties());
        settings.remove("group.id");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void read(Consumer<byte[], byte[]> consumer, Instant from, Instant started) {
        List<PartitionInfo> partitions = consumer.partitionsFor(Topics.EVENTS, Duration.ofSeconds(5));
        if (partitions.isEmpty()) {
            throw new IllegalStateException("The topic is not there yet");
        }
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(part -> times.put(new TopicPartition(part.topic(), part.partition()), from.toEpochMilli()));
        consumer.assign(times.keySet());
        Map<TopicPartition, OffsetAndTimestamp> offsets = consumer.offsetsForTimes(times, Duration.ofSeconds(10));
        times.keySet().forEach(part -> {
            OffsetAndTimestamp offset = offsets.get(part);
            if (offset == null) {
                consumer.seekToEnd(List.of(part));
                consumer.position(part, Duration.ofSeconds(10)); // now, not at the first poll
            } else {
                consumer.seek(part, offset.offset());
            }
        });
        while (reading != null) {
            consumer.poll(Duration.ofSeconds(1)).forEach(record -> tell(record, started));
        }
    }

    private void tell(ConsumerRecord<byte[], byte[]> record, Instant started) {
        try {
            feed.tell(ContractJson.readEvent(record.value()), record.timestamp() >= started.toEpochMilli());
        } catch (ContractViolation broken) {
            metrics.counter(
                            "wafleet.gateway.event.unreadable",
                            "kind",
                            broken.kind().name())
                    .increment();
        }
    }

    @Override
    public void stop() {
        reading = null;
        feed.endAll();
        Consumer<byte[], byte[]> consumer = open;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    @Override
    public boolean isRunning() {
        return reading != null;
    }
}
