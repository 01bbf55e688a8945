package io.wafleet.session.lifecycle;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Does something later. What it starts must not block: it is one thread for everybody. */
@Component
final class Alarm implements AutoCloseable {

    private final Clock clock;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("alarm").daemon().factory());

    Alarm(Clock clock) {
        this.clock = clock;
    }

    Clock clock() {
        return clock;
    }

    void in(Duration wait, Runnable action) {
        try {
            executor.schedule(action, wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            return; // nothing is begun any more
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
