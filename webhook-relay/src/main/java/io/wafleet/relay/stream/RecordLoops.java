package io.wafleet.relay.stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/**
 * Starts the loops of each handler once the topics are there, and stops them before anything they use. The relay is not
 * alive without them.
 */
@Component
final class RecordLoops implements SmartLifecycle, HealthIndicator {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<RecordHandler> handlers;
    private final ConsumerFactory<byte[], byte[]> consumers;
    private final TopicCreation topics;
    private final MeterRegistry meters;
    private final List<RecordLoop> loops = new ArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    RecordLoops(
            List<RecordHandler> handlers,
            ConsumerFactory<byte[], byte[]> consumers,
            TopicCreation topics,
            MeterRegistry meters) {
        this.handlers = handlers;
        this.consumers = consumers;
        this.topics = topics;
        this.meters = meters;
    }

    @Override
    public synchronized void start() {
        handlers.forEach(this::start);
    }

    private void start(RecordHandler handler) {
        List<RecordLoop> own = IntStream.range(0, handler.loops())
                .mapToObj(i -> new RecordLoop(
                        handler,
                        () -> consumers.createConsumer(handler.group(), null, "-" + handler.topic() + "-" + i),
                        meters.counter("wafleet.consumer.failed.batch", "topic", handler.topic())))
                .toList();
        Gauge.builder("wafleet.consumer.lag", own, RecordLoops::lag)
                .tag("topic", handler.topic())
                .description("Records not yet read in the partitions of this process")
                .strongReference(true)
                .register(meters);
        loops.addAll(own);
        own.forEach(loop ->
                threads.add(Thread.ofPlatform().name("loop-" + handler.group()).start(() -> {
                    if (topics.await()) {
                        loop.run();
                    }
                })));
    }

    private static double lag(List<RecordLoop> loops) {
        return loops.stream().mapToLong(RecordLoop::lag).sum();
    }

    @Override
    public synchronized void stop() {
        topics.stop();
        loops.forEach(RecordLoop::stop);
        for (Thread thread : threads) {
            try {
                if (!thread.join(PATIENCE)) {
                    thread.interrupt();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        loops.clear();
        threads.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return !loops.isEmpty();
    }

    @Override
    public Health health() {
        return (threads.stream().allMatch(Thread::isAlive) ? Health.up() : Health.down()).build();
    }
}
