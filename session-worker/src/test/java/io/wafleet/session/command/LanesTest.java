package io.wafleet.session.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.support.Acknowledgment;

class LanesTest {

    private static final TopicPartition ONE = new TopicPartition("commands", 1);
    private static final TopicPartition TWO = new TopicPartition("commands", 2);

    private final Lanes lanes = new Lanes(3);
    private final List<Long> acknowledged = Collections.synchronizedList(new ArrayList<>());

    private Lanes.Origin origin(TopicPartition partition, long offset) {
        Acknowledgment acknowledgment = () -> acknowledged.add(offset);
        return new Lanes.Origin(partition, offset, 1000, acknowledgment);
    }

    @Test
    void recordsOfOneLaneRunInOrderAndOneAtATime() {
        Lanes wide = new Lanes(1000);
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        for (int i = 0; i < 500; i++) {
            int number = i;
            wide.submit("ann", origin(ONE, i), wanted -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                order.add(number);
                running.decrementAndGet();
            });
        }
        assertThat(wide.awaitIdle(Duration.ofSeconds(10))).isTrue();
        assertThat(order).isSorted().hasSize(500);
        assertThat(most).hasValue(1);
    }

    @Test
    void aSlowLaneDelaysNoOtherAndNothingAfterItIsAcknowledgedBeforeIt() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        lanes.submit("slow", origin(ONE, 10), wanted -> slow.await());
        lanes.submit("quick", origin(ONE, 11), wanted -> {});
        lanes.submit("quicker", origin(ONE, 12), wanted -> {});
        await().until(() -> lanes.inFlight() == 1);
        assertThat(acknowledged).isEmpty();

        slow.countDown();

        assertThat(lanes.awaitIdle(Duration.ofSeconds(30))).isTrue();
        assertThat(acknowledged).containsExactly(12L);
    }

    @Test
    void whatIsDoneBehindASlowRecordIsNotKeptInMemory() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        lanes.submit("slow", origin(ONE, 0), wanted -> slow.await());
        List<WeakReference<Acknowledgment>> kept = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            Lanes.Origin quick = origin(ONE, i);
            kept.add(new WeakReference<>(quick.acknowledgment()));
            lanes.submit("quick" + i % 10, quick, wanted -> {});
            int most = i % 7;
            await().until(() -> lanes.inFlight() <= 1 + most);
        }
        await().until(() -> lanes.inFlight() == 1);

        await().untilAsserted(() -> {
            System.gc();
            assertThat(kept.stream().filter(each -> each.get() != null)).hasSizeLessThanOrEqualTo(1);
        });

        slow.countDown();
        assertThat(lanes.awaitIdle(Duration.ofSeconds(30))).isTrue();
        assertThat(acknowledged).containsExactly(50L);
    }

    @Test
    void partitionsAreAcknowledgedApart() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        lanes.submit("slow", origin(ONE, 1), wanted -> slow.await());
        lanes.submit("quick", origin(TWO, 2), wanted -> {});
        await().untilAsserted(() -> assertThat(acknowledged).containsExactly(2L));
        slow.countDown();
        assertThat(lanes.awaitIdle(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void aFullLaneRefusesAndForgetsNothing() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        assertThat(lanes.submit("busy", origin(ONE, 0), wanted -> slow.await())).isTrue();
        for (int i = 1; i <= 3; i++) {
            assertThat(lanes.submit("busy", origin(ONE, i), wanted -> {})).isTrue();
        }
        assertThat(lanes.submit("busy", origin(ONE, 4), wanted -> {})).isFalse();
        assertThat(lanes.submit("idle", origin(ONE, 5), wanted -> {})).isTrue();
        lanes.beside(origin(ONE, 4), wanted -> {});

        slow.countDown();

        assertThat(lanes.awaitIdle(Duration.ofSeconds(30))).isTrue();
        assertThat(acknowledged.getLast()).isEqualTo(5L);
    }

    @Test
    void aFewLargeRecordsAreAsMuchAsManySmallOnes() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        lanes.submit("one", origin(ONE, 0), wanted -> slow.await());
        lanes.submit("two", origin(ONE, 1), wanted -> slow.await());

        assertThat(lanes.holds(100, 2001)).isFalse();
        assertThat(lanes.holds(100, 2000)).isTrue();
        assertThat(lanes.holds(2, 1_000_000)).isTrue();

        slow.countDown();
        lanes.awaitFewerThan(1, 1);
        assertThat(lanes.inFlight()).isZero();
    }

    @Test
    void workThatThrowsIsDone() {
        lanes.submit("bad", origin(ONE, 1), wanted -> {
            throw new IllegalStateException("broken on purpose");
        });
        await().untilAsserted(() -> assertThat(acknowledged).containsExactly(1L));
    }

    @Test
    void aPartitionThatLeavesIsInterruptedAndNeverAcknowledged() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        AtomicBoolean stillWanted = new AtomicBoolean(true);
        AtomicBoolean secondRan = new AtomicBoolean();
        lanes.submit("leaving", origin(ONE, 1), wanted -> {
            started.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException interrupted) {
                stillWanted.set(wanted.getAsBoolean());
                throw interrupted;
            }
        });
        lanes.submit("leaving", origin(ONE, 2), wanted -> secondRan.set(true));
        started.await();

        assertThat(lanes.quiesce(Set.of(ONE), Duration.ofMillis(50))).isFalse();
        lanes.drop(Set.of(ONE));

        assertThat(lanes.awaitIdle(Duration.ofSeconds(30))).isTrue();
        assertThat(stillWanted).isFalse();
        assertThat(secondRan).isFalse();
        assertThat(acknowledged).isEmpty();
    }

    @Test
    void whatRunsWhenItsPartitionLeavesMayFinishAndIsAcknowledged() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        AtomicBoolean secondRan = new AtomicBoolean();
        lanes.submit("leaving", origin(ONE, 1), wanted -> {
            started.countDown();
            finish.await();
        });
        lanes.submit("leaving", origin(ONE, 2), wanted -> secondRan.set(true));
        started.await();
        AtomicBoolean inTime = new AtomicBoolean();
        Thread leaving =
                Thread.ofPlatform().start(() -> inTime.set(lanes.quiesce(Set.of(ONE), Duration.ofSeconds(30))));
        await().until(() -> leaving.getState() == Thread.State.TIMED_WAITING);

        finish.countDown();

        leaving.join();
        assertThat(inTime).isTrue();
        assertThat(acknowledged).containsExactly(1L);
        assertThat(secondRan).isFalse();
        lanes.drop(Set.of(ONE));
    }

    @Test
    void aPartitionThatComesBackIsWorkedOnAgain() {
        lanes.submit("a", origin(ONE, 1), wanted -> {});
        await().untilAsserted(() -> assertThat(acknowledged).containsExactly(1L));
        lanes.quiesce(Set.of(ONE), Duration.ofSeconds(1));
        lanes.drop(Set.of(ONE));

        lanes.submit("a", origin(ONE, 1), wanted -> {});

        await().untilAsserted(() -> assertThat(acknowledged).containsExactly(1L, 1L));
    }
}
