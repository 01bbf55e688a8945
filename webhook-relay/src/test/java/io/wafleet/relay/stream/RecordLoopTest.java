package io.wafleet.relay.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RecordLoopTest {

    private static final TopicPartition PARTITION = new TopicPartition("topic", 0);

    @Test
    void anErrorDoesNotEndTheLoop() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch handled = new CountDownLatch(1);
        RecordHandler handler = new RecordHandler() {
            @Override
            public String topic() {
                return PARTITION.topic();
            }

            @Override
            public String group() {
                return "group";
            }

            @Override
            public void handle(List<ConsumerRecord<byte[], byte[]>> batch) {
                if (calls.incrementAndGet() == 1) {
                    throw new StackOverflowError("a record that nests too deep");
                }
                handled.countDown();
            }
        };
        RecordLoop loop =
                new RecordLoop(handler, RecordLoopTest::consumer, new SimpleMeterRegistry().counter("failed"));
        Thread thread = Thread.ofPlatform().start(loop);
        try {
            assertThat(handled.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            loop.stop();
            thread.join();
        }
    }

    private static Consumer<byte[], byte[]> consumer() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.schedulePollTask(() -> {
            consumer.rebalance(List.of(PARTITION));
            consumer.addRecord(new ConsumerRecord<>(PARTITION.topic(), 0, 0, new byte[0], new byte[0]));
        });
        return consumer;
    }
}
