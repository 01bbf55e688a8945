package io.wafleet.relay.stream;

import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls, handles and commits for one handler, on a thread of its own.
 *
 * <p>Failure policy: a batch that fails is read again after 0.5 s, doubling to 5 s, without end and without leaving the
 * group; a broken consumer is replaced, and no failure whatever ends the loop. Nothing is skipped.
 */
final class RecordLoop implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(RecordLoop.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final RecordHandler handler;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Counter failedBatches;
    private final AtomicLong lag = new AtomicLong();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> polling;
    private int failures;

    RecordLoop(RecordHandler handler, Supplier<Consumer<byte[], byte[]>> consumers, Counter failedBatches) {
        this.handler = handler;
        this.failedBatches = failedBatches;
        this.consumers = consumers;
    }

    @Override
    public void run() {
        while (running()) {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                polling = consumer;
                consumer.subscribe(List.of(handler.topic()));
                while (running()) {
                    turn(consumer);
                }
            } catch (WakeupException stopping) {
                log.debug("Woken up to stop");
            } catch (Throwable broken) {
                log.atWarn()
                        .setCause(broken)
                        .addKeyValue("topic", handler.topic())
                        .log("consumer.replaced");
                pause();
            } finally {
                polling = null;
            }
        }
    }

    /** Records that wait in the partitions of this consumer, as of its last poll. */
    long lag() {
        return lag.get();
    }

    void stop() {
        stopped.countDown();
        Consumer<byte[], byte[]> consumer = polling;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    private boolean running() {
        return stopped.getCount() > 0;
    }

    private void turn(Consumer<byte[], byte[]> consumer) {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
        if (!polled.isEmpty()) {
            List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>(polled.count());
            polled.forEach(batch::add);
            try {
                handler.handle(batch);
                failures = 0;
            } catch (Exception notDurable) {
                failedBatches.increment();
                log.atWarn()
                        .setCause(notDurable)
                        .addKeyValue("topic", handler.topic())
                        .addKeyValue("records", batch.size())
                        .log("batch.failed");
                rewind(consumer, polled);
                measure(consumer);
                pause();
                return;
            }
            commit(consumer);
        }
        measure(consumer);
    }

    private void measure(Consumer<byte[], byte[]> consumer) {
        lag.set(consumer.assignment().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum());
    }

    private void rewind(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> polled) {
        for (TopicPartition partition : polled.partitions()) {
            if (consumer.assignment().contains(partition)) {
                consumer.seek(partition, polled.records(partition).getFirst().offset());
            }
        }
    }

    private void commit(Consumer<byte[], byte[]> consumer) {
        try {
            consumer.commitSync();
        } catch (WakeupException stopping) {
            // The wake-up is spent now; the work is done and need not be done again by the next owner.
            consumer.commitSync();
        } catch (org.apache.kafka.common.errors.RebalanceInProgressException
                | org.apache.kafka.clients.consumer.CommitFailedException moved) {
            log.atInfo().addKeyValue("topic", handler.topic()).log("commit.left_to_next_owner");
        }
    }

    private void pause() {
        failures = Math.min(failures + 1, 5);
        try {
            boolean ignored = stopped.await(Math.min(5_000, 250L << failures), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
    }
}
