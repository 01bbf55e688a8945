package io.wafleet.session.command;

import io.wafleet.common.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.stereotype.Component;

/**
 * This worker's place in the consumer group: starts once Kafka is there, takes shards and gives them back, and drains
 * when the worker stops.
 *
 * <p>Failure policy: a shard is given away only after its accounts are closed, within bounds; when this worker stops,
 * commands that run may finish, and what does not is left to the next owner.
 */
@Component
class CommandConsumer implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CommandConsumer.class);

    private final ConsumerContainers containers;
    private final CommandIntake intake;
    private final ShardListener shards;
    private final CommandSettings settings;
    private final ApplicationEventPublisher application;
    private final Lanes lanes;
    private final Set<Integer> assigned = ConcurrentHashMap.newKeySet();

    private volatile @Nullable KafkaMessageListenerContainer<byte[], byte[]> container;
    private volatile @Nullable Thread starter;
    private volatile boolean running;
    private volatile boolean joined;
    private @Nullable CompletableFuture<Void> draining;

    CommandConsumer(
            ConsumerContainers containers,
            CommandIntake intake,
            ShardListener shards,
            CommandSettings settings,
            ApplicationEventPublisher application) {
        this.containers = containers;
        this.intake = intake;
        this.shards = shards;
        this.settings = settings;
        this.application = application;
        this.lanes = new Lanes(settings.queueLimit());
        containers.measure(lanes, assigned);
    }

    /** Whether Kafka has let it into the group; it may have no shard where there are more workers than shards. */
    boolean isJoined() {
        KafkaMessageListenerContainer<byte[], byte[]> consuming = container;
        return running && joined && consuming != null && consuming.isRunning();
    }

    @Override
    public void start() {
        running = true;
        synchronized (this) {
            draining = null;
        }
        starter = Thread.ofVirtual().name("command-consumer-start").start(() -> {
            try {
                KafkaMessageListenerContainer<byte[], byte[]> made =
                        containers.whenKafkaIsThere(new Rebalance(), (record, acknowledgment) -> {
                            intake.take(record, Objects.requireNonNull(acknowledgment), lanes);
                            holdBackIfFull();
                        });
                synchronized (this) {
                    if (running) {
                        container = made;
                        made.start();
                    }
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void stop() {
        drain().join();
    }

    /** Stays true until it has drained, so that nothing it needs is ended before. */
    @Override
    public boolean isRunning() {
        CompletableFuture<Void> drained;
        synchronized (this) {
            drained = draining;
        }
        return running || (drained != null && !drained.isDone());
    }

    /** Leaves the group in order, once; this worker takes part again only when it is started again. */
    synchronized CompletableFuture<Void> drain() {
        CompletableFuture<Void> begun = draining;
        if (begun == null) {
            begun = CompletableFuture.runAsync(
                    this::leave, work -> Thread.ofVirtual().name("drain").start(work));
            draining = begun;
        }
        return begun;
    }

    /** How far it has come with leaving. */
    synchronized Progress progress() {
        CompletableFuture<Void> begun = draining;
        Stage stage = begun == null ? Stage.SERVING : begun.isDone() ? Stage.DRAINED : Stage.DRAINING;
        return new Progress(stage, lanes.inFlight(), assigned.size());
    }

    /** Whether a worker takes part, is leaving, or has left. */
    enum Stage {
        SERVING,
        DRAINING,
        DRAINED
    }

    /** Commands that wait or run, and shards, that a worker in this stage still has. */
    record Progress(Stage stage, int commands, int shards) {}

    private void leave() {
        long began = System.nanoTime();
        AvailabilityChangeEvent.publish(application, this, ReadinessState.REFUSING_TRAFFIC);
        KafkaMessageListenerContainer<byte[], byte[]> consuming;
        synchronized (this) {
            running = false;
            consuming = container;
        }
        Thread starting = starter;
        if (starting != null) {
            starting.interrupt();
        }
        if (consuming != null) {
            consuming.pause();
            boolean finished = letFinish(partitions(assigned), settings.drain());
            int left = lanes.inFlight();
            consuming.stop();
            log.atInfo()
                    .addKeyValue("finished", finished)
                    .addKeyValue("commands_left", left)
                    .addKeyValue("ms", (System.nanoTime() - began) / 1_000_000)
                    .log("worker.drained");
        }
    }

    private boolean letFinish(Collection<TopicPartition> partitions, Duration atMost) {
        lanes.beginNoMoreOf(partitions); // first, so that no other begins to wait in the place of one that is left
        application.publishEvent(new ShardsLeaving(numbers(partitions)));
        return lanes.quiesce(partitions, atMost);
    }

    private void holdBackIfFull() {
        KafkaMessageListenerContainer<byte[], byte[]> consuming = container;
        if (consuming == null || consuming.isPauseRequested() || !isFull()) {
            return;
        }
        consuming.pause();
        Thread.ofVirtual().name("command-resume").start(() -> {
            lanes.awaitFewerThan(
                    settings.inFlightLimit() / 2 + 1, settings.inFlightSize().toBytes() / 2);
            if (running) {
                consuming.resume();
            }
        });
    }

    private boolean isFull() {
        return lanes.holds(settings.inFlightLimit(), settings.inFlightSize().toBytes());
    }

    private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<TopicPartition> partitions(Set<Integer> numbers) {
        return numbers.stream()
                .map(number -> new TopicPartition(Topics.COMMANDS, number))
                .collect(Collectors.toSet());
    }

    private final class Rebalance implements ConsumerAwareRebalanceListener {

        @Override
        public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
            joined = true;
            Set<Integer> numbers = numbers(partitions);
            if (!numbers.isEmpty()) {
                log.atInfo().addKeyValue("shards", numbers).log("shards.assigned");
                containers.moved("in", numbers.size());
                assigned.addAll(numbers);
                shards.assigned(numbers);
            }
        }

        @Override
        public void onPartitionsRevokedBeforeCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
            if (partitions.isEmpty()) {
                return;
            }
            Set<Integer> numbers = numbers(partitions);
            log.atInfo().addKeyValue("shards", numbers).log("shards.revoked");
            containers.moved("out", numbers.size());
            assigned.removeAll(numbers);
            letFinish(partitions, settings.revokeGrace());
            shards.revoked(numbers);
            lanes.drop(partitions);
        }

        @Override
        public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
            Set<Integer> numbers = numbers(partitions);
            log.atWarn().addKeyValue("shards", numbers).log("shards.lost");
            containers.moved("lost", numbers.size());
            assigned.removeAll(numbers);
            lanes.drop(partitions);
            shards.lost(numbers);
        }
    }
}
