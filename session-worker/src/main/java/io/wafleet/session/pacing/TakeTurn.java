package io.wafleet.session.pacing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.wafleet.common.account.AccountId;
import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.topic.Shards;
import io.wafleet.session.account.AccountSettings;
import io.wafleet.session.command.CommandFailure;
import io.wafleet.session.command.ShardsLeaving;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets an account send its next message when it is time for it, and refuses it while a window is full.
 *
 * <p>Failure policy: without Postgres nothing is sent, since nobody knows what was sent before; the command begins again.
 */
@Component
public class TakeTurn {

    private final Paces paces;
    private final AccountSettings settings;
    private final MeterRegistry meters;
    private final Timer waits;
    private final Map<AccountId, CountDownLatch> waiting = new ConcurrentHashMap<>();

    TakeTurn(Paces paces, AccountSettings settings, MeterRegistry meters) {
        this.paces = paces;
        this.settings = settings;
        this.meters = meters;
        this.waits = Timer.builder("wafleet.pacing.wait")
                .description("How long sends waited for the pause after the one before")
                .register(meters);
    }

    /**
     * Waits for the pause after the account's last send to be over. The sends of an account come one after the other.
     *
     * @throws CommandFailure RATE_LIMITED where the account has sent as many as it may by then
     * @throws InterruptedException also when the account's shard begins to leave: the next owner takes the turn
     */
    public void await(AccountId account) throws CommandFailure, InterruptedException {
        Optional<Pace> pace = paces.of(account);
        if (pace.isEmpty()) {
            return;
        }
        RecentSends recent = paces.recent(account, pace.get());
        Duration pause = recent.left(pace.get().gap(ThreadLocalRandom.current()));
        Optional<Map.Entry<Window, Duration>> full = recent.fullAfter(pause);
        if (full.isPresent()) {
            throw refusal(full.get().getKey(), pace.get(), full.get().getValue());
        }
        if (pause.isPositive()) {
            waits.record(pause);
            waitFor(account, pause);
        }
    }

    private CommandFailure refusal(Window window, Pace pace, Duration room) {
        meters.counter("wafleet.pacing.refused", "window", window.word()).increment();
        return new CommandFailure(new CommandError(
                ErrorCode.RATE_LIMITED,
                "The account has sent as many messages as it may within a " + window.word() + " (" + pace.most(window)
                        + ")",
                room.plusSeconds(1).minusNanos(1).toSeconds(),
                List.of()));
    }

    private void waitFor(AccountId account, Duration pause) throws InterruptedException {
        CountDownLatch leaving = new CountDownLatch(1);
        waiting.put(account, leaving);
        try {
            if (leaving.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new InterruptedException("the shard leaves");
            }
        } finally {
            waiting.remove(account, leaving);
        }
    }

    /** What only waits keeps no shard from leaving. */
    @EventListener
    void leave(ShardsLeaving leaving) {
        waiting.forEach((account, latch) -> {
            if (leaving.shards().contains(Shards.of(account, settings.shards()))) {
                latch.countDown();
            }
        });
    }
}
