package io.wafleet.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wafleet.common.account.AccountId;
import io.wafleet.common.event.AccountDeleted;
import io.wafleet.common.event.Event;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.kafka.core.ConsumerFactory;

/** Kafka's own stand-in for a consumer, because a real one cannot be made to fail on demand. */
class ReadEventsTest {

    private static final TopicPartition PARTITION = new TopicPartition(Topics.EVENTS, 0);

    private final EventFeed feed = new EventFeed(new SimpleMeterRegistry());
    private final Consumers consumers = new Consumers();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ReadEvents reading = new ReadEvents(consumers, feed, metrics, Clock.systemUTC());
    private final List<String> told = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        reading.stop();
    }

    private void listen() {
        Listener listener = feed.listen(
                event -> {
                    if (event.id().equals("odd")) {
                        throw new IllegalArgumentException("as asked");
                    }
                    return true;
                },
                null);
        listener.events().map(ServerSentEvent::id).subscribe(told::add);
    }

    @Test
    void oneOddEventEndsNothing() {
        listen();
        reading.start();
        MockConsumer<String, byte[]> consumer = consumers.made(1);
        add(consumer, 0, "odd");
        add(consumer, 1, "next");
        Awaitility.await().until(() -> told.contains("next"));
        assertThat(metrics.counter("wafleet.gateway.event.unreadable", "kind", "UNEXPECTED")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void afterAFailureItGoesOnFromWhereItWas() {
        listen();
        reading.start();
        MockConsumer<String, byte[]> first = consumers.made(1);
        add(first, 0, "before");
        Awaitility.await().until(() -> told.contains("before"));
        first.setPollException(new KafkaException("as asked"));

        MockConsumer<String, byte[]> second = consumers.made(2);
        Awaitility.await().until(() -> second.assignment().contains(PARTITION) && second.position(PARTITION) == 1);
    }

    @Test
    void evenAFailureThatNobodyThoughtOfIsNotTheEnd() {
        reading.start();
        consumers.made(1).schedulePollTask(() -> {
            throw new UnsupportedOperationException("as asked");
        });
        assertThat(consumers.made(2)).isNotNull();
    }

    private static void add(MockConsumer<String, byte[]> consumer, long offset, String id) {
        byte[] event = ContractJson.write(
                new Event(id, new AccountId("a"), Instant.now(), "test", 1, 1, false, new AccountDeleted()));
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(
                PARTITION.topic(),
                0,
                offset,
                Instant.now().toEpochMilli(),
                TimestampType.CREATE_TIME,
                1,
                event.length,
                "a",
                event,
                new RecordHeaders(),
                Optional.empty());
        consumer.schedulePollTask(() -> consumer.addRecord(record));
    }

    private static final class Consumers implements ConsumerFactory<String, byte[]> {

        private final List<MockConsumer<String, byte[]>> made = new CopyOnWriteArrayList<>();

        MockConsumer<String, byte[]> made(int count) {
            Awaitility.await().until(() -> made.size() == count);
            return made.getLast();
        }

        @Override
        public Consumer<String, byte[]> createConsumer(
                @Nullable String group, @Nullable String prefix, @Nullable String suffix, @Nullable Properties extra) {
            MockConsumer<String, byte[]> consumer = new MockConsumer<>("latest") {
                @Override
                public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
                        Map<TopicPartition, Long> times, Duration timeout) {
                    return Map.of();
                }
            };
            Node node = new Node(0, "nowhere", 1);
            consumer.updatePartitions(
                    Topics.EVENTS,
                    List.of(new PartitionInfo(Topics.EVENTS, 0, node, new Node[] {node}, new Node[] {node})));
            consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
            consumer.updateEndOffsets(Map.of(PARTITION, 0L));
            made.add(consumer);
            return consumer;
        }

        @Override
        public boolean isAutoCommit() {
            return false;
        }

        @Override
        public Map<String, Object> getConfigurationProperties() {
            return new java.util.HashMap<>();
        }
    }
}
