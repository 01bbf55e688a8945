package io.wafleet.relay.failing;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that has not had a success since its first failure.
 *
 * @param since its first failure after its last success, or after a silence
 * @param lastAt its last failure
 * @param failures in a row, of those that count for the breaker
 * @param open whether the breaker is
 * @param failedProbes in a row
 * @param nextProbe how long after now the next probe is due, if this has just been decided
 */
record Failing(
        Instant since,
        Instant lastAt,
        int failures,
        boolean open,
        int failedProbes,
        @Nullable Duration nextProbe) {

    /** As the endpoint is before its first failure is told. */
    static Failing from(Instant now) {
        return new Failing(now, now, 0, false, 0, null);
    }

    /** The same after one more attempt; null if all is well again. */
    @Nullable
    Failing after(Tried tried, Instant now, FailingSettings settings) {
        return switch (tried.result()) {
            case ACCEPTED -> null;
            case REFUSED, GONE -> new Failing(since(now, settings), now, 0, false, 0, null);
            case FAILED -> failed(tried, since(now, settings), now, settings);
        };
    }

    private Instant since(Instant now, FailingSettings settings) {
        return lastAt.plus(settings.longestSilence()).isBefore(now) ? now : since;
    }

    private Failing failed(Tried tried, Instant from, Instant now, FailingSettings settings) {
        int inARow = failures + 1;
        if (!open) {
            boolean opens = inARow >= settings.failuresToOpen();
            return new Failing(from, now, inARow, opens, 0, opens ? settings.probeAfter(0, tried.asked()) : null);
        }
        // What was under way when it opened says nothing new.
        return tried.probe()
                ? new Failing(
                        from, now, inARow, true, failedProbes + 1, settings.probeAfter(failedProbes + 1, tried.asked()))
                : new Failing(from, now, inARow, true, failedProbes, nextProbe);
    }
}
