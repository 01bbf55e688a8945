package io.wafleet.relay.delivery;

import io.wafleet.relay.delivery.Outcome.Verdict;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Sends the first attempts that wait in a lane, one after the other.
 *
 * <p>Failure policy: after an exception the lane is left as far as that is possible; what was not attempted waits in it.
 */
final class LaneRun {

    private static final int CHUNK = 20;
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
            int sent = 0;
            List<Due> chunk;
            do {
                chunk = lanes.next(lane, CHUNK);
                sent += chunk.size();
            } while (sendAll(lane, chunk) && chunk.size() == CHUNK && sent < MOST);
        } finally {
            lanes.leave(lane);
        }
    }

    /** False if this lane is not to be gone on with. */
    private boolean sendAll(Lanes.Held lane, List<Due> chunk) throws InterruptedException {
        long kept = Long.MIN_VALUE;
        for (Due due : chunk) {
            if (!running.getAsBoolean()) {
                return false;
            }
            if (kept == Long.MIN_VALUE || System.nanoTime() - kept > RENEW_NANOS) {
                if (!lanes.keep(lane, due.target().manner().timeoutMs())) {
                    return false;
                }
                kept = System.nanoTime();
            }
            if (attempts.attempt(due) == Verdict.GONE) {
                return false;
            }
        }
        return true;
    }
}
