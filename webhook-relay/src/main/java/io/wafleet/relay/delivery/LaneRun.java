package io.wafleet.relay.delivery;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Sends what waits in a lane, one after the other, each to the endpoint as it is at that moment.
 *
 * <p>Failure policy: after an exception the lane is left as far as that is possible; what was not attempted waits in it.
 */
final class LaneRun {

    /** After so many the slot goes to whoever has waited longest. */
    private static final int MOST = 60;

    private static final long RENEW_NANOS = 2_000_000_000L;

    private final Lanes lanes;
    private final AttemptDelivery attempts;
    private final BooleanSupplier running;

    LaneRun(Lanes lanes, AttemptDelivery attempts, BooleanSupplier running) {
        this.lanes = lanes;
        this.attempts = attempts;
        this.running = running;
    }

    void send(Lanes.Held lane) throws InterruptedException {
        try {
            sendAll(lane);
        } finally {
            lanes.leave(lane);
        }
    }

    /** Sends one, to see whether the endpoint works again. */
    void probe(Lanes.Held lane) throws InterruptedException {
        try {
            Optional<Due> next = lanes.next(lane, true);
            if (next.isPresent()) {
                attempts.attempt(next.get(), true);
            }
        } finally {
            lanes.leave(lane);
        }
    }

    private void sendAll(Lanes.Held lane) throws InterruptedException {
        long kept = System.nanoTime() - RENEW_NANOS;
        for (int sent = 0; sent < MOST && running.getAsBoolean(); sent++) {
            Optional<Due> next = lanes.next(lane, false);
            if (next.isEmpty()) {
                return;
            }
            if (System.nanoTime() - kept >= RENEW_NANOS) {
                if (!lanes.keep(lane, next.get().target().manner().timeoutMs())) {
                    return;
                }
                kept = System.nanoTime();
            }
            if (attempts.attempt(next.get(), false).error() == Outcome.Error.TIMEOUT) {
                // The next is likely to take as long; others wait for the slot.
                return;
            }
        }
    }
}
