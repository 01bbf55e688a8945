package io.wafleet.session.command;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Runs the work of each lane in order and the lanes side by side, on virtual threads, and acknowledges a record when it
 * and all before it in its partition are done.
 *
 * <p>Failure policy: work that throws is logged and counts as done; work whose partition has left is interrupted, not
 * begun any more, and never acknowledged.
 */
final class Lanes {

    private static final Logger log = LoggerFactory.getLogger(Lanes.class);

    /** What a record asks for. */
    interface Work {

        /** Works until done; {@code wanted} turns false when the record's partition has left. */
        void run(BooleanSupplier wanted) throws InterruptedException;
    }

    /** Where a record comes from. */
    record Origin(TopicPartition partition, long offset, int bytes, Acknowledgment acknowledgment) {}

    private record Item(PartitionProgress progress, Origin from, Work work) {}

    private final int laneLimit;
    private final Map<TopicPartition, PartitionProgress> partitions = new HashMap<>();
    private final Map<String, Deque<Item>> lanes = new HashMap<>();
    private final Map<Thread, Item> running = new HashMap<>();
    private final Set<TopicPartition> leaving = new HashSet<>();
    private int inFlight;
    private long bytesInFlight;

    Lanes(int laneLimit) {
        this.laneLimit = laneLimit;
    }

    /** Puts work into a lane; false if the lane is full, and then the record is still to be dealt with. */
    boolean submit(String lane, Origin origin, Work work) {
        return submit(lane, laneLimit, origin, work);
    }

    /** The same with a limit of its own. */
    synchronized boolean submit(String lane, int limit, Origin origin, Work work) {
        Deque<Item> waiting = lanes.get(lane);
        if (waiting != null && waiting.size() >= limit) {
            return false;
        }
        Item item = begin(origin, work);
        if (waiting == null) {
            lanes.put(lane, new ArrayDeque<>());
            start(lane, item);
        } else {
            waiting.addLast(item);
        }
        return true;
    }

    /** Starts work that belongs to no lane. */
    synchronized void beside(Origin origin, Work work) {
        start(null, begin(origin, work));
    }

    synchronized int inFlight() {
        return inFlight;
    }

    /** Whether at least so many are in flight, or so many bytes of them. */
    synchronized boolean holds(int count, long bytes) {
        return inFlight >= count || bytesInFlight >= bytes;
    }

    synchronized void beginNoMoreOf(Collection<TopicPartition> partitionsToLeave) {
        leaving.addAll(partitionsToLeave);
    }

    /** Begins nothing more of these partitions and waits for what runs; whether all of it ended in time. */
    synchronized boolean quiesce(Collection<TopicPartition> partitionsToLeave, Duration atMost) {
        beginNoMoreOf(partitionsToLeave);
        return await(
                () -> running.values().stream()
                        .noneMatch(
                                item -> partitionsToLeave.contains(item.from().partition())),
                atMost);
    }

    /** Forgets these partitions; what still runs of them is interrupted. */
    synchronized void drop(Collection<TopicPartition> gone) {
        for (TopicPartition partition : gone) {
            PartitionProgress progress = partitions.remove(partition);
            if (progress != null) {
                progress.drop();
            }
        }
        leaving.removeAll(gone);
        running.forEach((thread, item) -> {
            if (item.progress().isDropped()) {
                thread.interrupt();
            }
        });
    }

    /** Waits until nothing is in flight. */
    synchronized boolean awaitIdle(Duration atMost) {
        return await(() -> inFlight == 0, atMost);
    }

    /** Waits, without a bound, until fewer are in flight, and fewer bytes of them. */
    synchronized void awaitFewerThan(int count, long bytes) {
        await(() -> !holds(count, bytes), Duration.ofDays(1));
    }

    private boolean await(BooleanSupplier condition, Duration atMost) {
        long until = System.nanoTime() + atMost.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                long left = (until - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Item begin(Origin origin, Work work) {
        PartitionProgress progress =
                partitions.computeIfAbsent(origin.partition(), partition -> new PartitionProgress());
        progress.begin(origin.offset(), origin.acknowledgment());
        inFlight++;
        bytesInFlight += origin.bytes();
        return new Item(progress, origin, work);
    }

    private void start(@Nullable String lane, Item first) {
        Thread.ofVirtual().name(lane == null ? "command" : "lane-" + lane).start(() -> {
            Item item = first;
            while (item != null) {
                run(item);
                item = lane == null ? null : next(lane);
            }
        });
    }

    private synchronized @Nullable Item next(String lane) {
        Deque<Item> waiting = lanes.get(lane);
        Item item = waiting == null ? null : waiting.pollFirst();
        if (item == null) {
            lanes.remove(lane);
        }
        return item;
    }

    private void run(Item item) {
        boolean finished = false;
        try {
            if (enter(item)) {
                item.work().run(() -> !item.progress().isDropped());
                finished = true;
            }
        } catch (InterruptedException dropped) {
            log.atDebug().addKeyValue("partition", item.from().partition()).log("command.left");
        } catch (RuntimeException | Error failure) {
            finished = true;
            log.atError()
                    .addKeyValue("partition", item.from().partition())
                    .addKeyValue("offset", item.from().offset())
                    .setCause(failure)
                    .log("command.work_failed");
        } finally {
            leave(item, finished);
        }
    }

    private synchronized boolean enter(Item item) {
        if (item.progress().isDropped() || leaving.contains(item.from().partition())) {
            return false;
        }
        running.put(Thread.currentThread(), item);
        return true;
    }

    private synchronized void leave(Item item, boolean finished) {
        running.remove(Thread.currentThread());
        if (finished) {
            item.progress().done(item.from().offset());
        }
        inFlight--;
        bytesInFlight -= item.from().bytes();
        // The interruption was for this item, not for the next in the lane.
        Thread.interrupted();
        notifyAll();
    }
}
