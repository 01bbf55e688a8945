package io.wafleet.relay.delivery;

import io.wafleet.relay.failing.FailingEndpoints;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Finds what is due and has it sent, as soon as it is told to look and otherwise by the clock.
 *
 * <p>Failure policy: while the database is away, or whatever else fails, it looks again after a second. When it stops,
 * attempts that run get 12 seconds to end; what is left is due again when its lease is over. The relay is not alive
 * without it.
 */
@Component
public final class Dispatcher implements SmartLifecycle, HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    /** However often it is woken for first attempts: what is tried again has waited for seconds. */
    private static final Duration RETRIES_EVERY = Duration.ofMillis(50);

    private final Lanes lanes;
    private final DeliveryQueue queue;
    private final FailingEndpoints failing;
    private final AttemptDelivery attempts;
    private final RelaySettings settings;
    private final Slots slots;
    private final Semaphore signal = new Semaphore(0);
    private volatile boolean running;
    private volatile @Nullable Thread looking;
    private volatile long retriesAt = System.nanoTime();
    private boolean retriesLeft;

    Dispatcher(
            Lanes lanes,
            DeliveryQueue queue,
            FailingEndpoints failing,
            AttemptDelivery attempts,
            RelaySettings settings) {
        this.lanes = lanes;
        this.queue = queue;
        this.failing = failing;
        this.attempts = attempts;
        this.settings = settings;
        this.slots = new Slots(settings.concurrency(), settings.concurrencyPerEndpoint());
    }

    /** Has it look at once; call it after the commit of whatever is due. */
    public void wake() {
        if (signal.availablePermits() == 0) {
            signal.release();
        }
    }

    @Override
    public synchronized void start() {
        running = true;
        looking = Thread.ofPlatform().name("dispatcher").start(this::run);
    }

    @Override
    public synchronized void stop() {
        running = false;
        Thread thread = looking;
        looking = null;
        if (thread != null) {
            wake();
            try {
                boolean ignored = thread.join(PATIENCE) && slots.awaitIdle(PATIENCE);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public Health health() {
        Thread thread = looking;
        return (thread == null || thread.isAlive() ? Health.up() : Health.down()).build();
    }

    /** Ends after the consumers, which wake it, and before the outcomes, which it needs. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 5_000;
    }

    private void run() {
        while (isRunning()) {
            try {
                Duration pause = retriesLeft ? RETRIES_EVERY : settings.poll();
                boolean ignored = signal.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
                signal.drainPermits();
                while (isRunning() && dispatch()) {
                    log.trace("There may be more");
                }
            } catch (InterruptedException stopping) {
                return;
            } catch (Throwable failed) {
                log.atWarn().setCause(failed).log("dispatch.failed");
                try {
                    TimeUnit.SECONDS.sleep(1);
                } catch (InterruptedException stopping) {
                    return;
                }
            }
        }
    }

    /** Starts what is due and fits; true if it is worth looking again at once. */
    private boolean dispatch() {
        boolean started = startLanes();
        retriesLeft = System.nanoTime() - retriesAt < 0;
        if (!retriesLeft) {
            retriesAt = System.nanoTime() + RETRIES_EVERY.toNanos();
            started |= startRetries();
        }
        return started;
    }

    private boolean startLanes() {
        Slots.Free free = slots.free();
        List<Lanes.Held> held = free.forFirst() <= 0 ? List.of() : lanes.claim(free);
        for (Lanes.Held lane : held) {
            start(lane.endpointKey(), false, () -> run(lane).send());
        }
        return !held.isEmpty();
    }

    private boolean startRetries() {
        Slots.Free free = slots.free();
        List<Long> probes = free.forRetries() <= 0 ? List.of() : failing.claimProbes(free.forRetries());
        for (long endpoint : probes) {
            start(endpoint, true, () -> probe(endpoint));
        }
        free = slots.free();
        List<Due> retries = free.forRetries() <= 0 ? List.of() : queue.claimRetries(free);
        for (Due due : retries) {
            start(due.endpointKey(), true, () -> attempt(due, false));
        }
        return !retries.isEmpty();
    }

    /** What was not tried before says most about the endpoint, and one bad delivery cannot keep the others waiting. */
    private void probe(long endpoint) throws InterruptedException {
        Optional<Lanes.Held> lane = lanes.claimProbe(endpoint);
        if (lane.isPresent()) {
            run(lane.get()).probe();
            return;
        }
        Optional<Due> retry = queue.claimProbe(endpoint);
        if (retry.isPresent()) {
            attempt(retry.get(), true);
        }
    }

    private void attempt(Due due, boolean probe) throws InterruptedException {
        OutcomeLog.await(attempts.attempt(due, probe).durable());
    }

    private LaneRun run(Lanes.Held lane) {
        return new LaneRun(lanes, attempts, this::isRunning, lane);
    }

    private void start(long endpointKey, boolean retry, Sending sending) {
        slots.take(endpointKey, retry);
        Thread.ofVirtual().name("delivery-" + endpointKey).start(() -> {
            try {
                sending.run();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException failed) {
                log.atWarn()
                        .setCause(failed)
                        .addKeyValue("endpoint", endpointKey)
                        .log("delivery.interrupted");
            } finally {
                slots.give(endpointKey, retry);
                if (retry) {
                    retriesAt = System.nanoTime();
                }
                wake();
            }
        });
    }

    private interface Sending {
        void run() throws InterruptedException;
    }
}
