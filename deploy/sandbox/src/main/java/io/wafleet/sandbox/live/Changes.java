package io.wafleet.sandbox.live;

import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** That something has changed, at most five times a second for each watcher. A watcher that is slow misses some, not the last. */
@Component
public class Changes {

    private static final Duration GAP = Duration.ofMillis(200);

    private final Sinks.Many<Boolean> changes = Sinks.many().multicast().directBestEffort();

    /** Something may have changed. */
    public void happened() {
        // Several threads may tell at once; the change of the one that comes too late is in what the other's watchers
        // read.
        changes.tryEmitNext(true);
    }

    Flux<Boolean> watch() {
        return changes.asFlux().sample(GAP);
    }
}
