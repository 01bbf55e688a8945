package io.wafleet.relay.delivery;

import io.wafleet.relay.delivery.Outcome.Verdict;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * Sends what waits in a lane, one after the other, each to the endpoint as it was a second ago at most.
 *
 * <p>A few are read at once, and the next is sent before the outcome of the last is durable: what a relay that dies has
 * sent and not yet written down, those few at most, comes a second time.
 *
 * <p>Failure policy: after an exception the lane is left as far as that is possible; what was not attempted waits in it.
 */
final class LaneRun {

    /** So many are read at once, and so many outcomes may be on their way to the database. */
    private static final int AT_ONCE = 20;

    /** After that the slot goes to whoever has waited longest. */
    private static final long TURN_NANOS = 250_000_000L;

    private static final long FRESH_NANOS = 1_000_000_000L;
    private static final long RENEW_NANOS = 2_000_000_000L;

    private final Lanes lanes;
    private final AttemptDelivery attempts;
    private final BooleanSupplier running;
    private final Lanes.Held lane;
    private final Deque<Future<Void>> unwritten = new ArrayDeque<>();
    private long kept = System.nanoTime();
    /** The place of the last that was sent; what comes after it is still to be sent, whatever is written down yet. */
    private long last;

    /** For a lane that was claimed just now. */
    LaneRun(Lanes lanes, AttemptDelivery attempts, BooleanSupplier running, Lanes.Held lane) {
        this.lanes = lanes;
        this.attempts = attempts;
        this.running = running;
        this.lane = lane;
    }

    void send() throws InterruptedException {
        try {
            long begin = System.nanoTime();
            boolean more = true;
            while (more && System.nanoTime() - begin < TURN_NANOS) {
                more = sendFew();
            }
        } finally {
            leave();
        }
    }

    /** Sends one, to see whether the endpoint works again. */
    void probe() throws InterruptedException {
        try {
            for (Due due : lanes.next(lane, 0, 1, true)) {
                unwritten.add(attempts.attempt(due, true).durable());
            }
        } finally {
            leave();
        }
    }

    /** False if there is nothing more to send for now. */
    private boolean sendFew() throws InterruptedException {
        List<Due> few = lanes.next(lane, last, AT_ONCE, false);
        long read = System.nanoTime();
        for (Due due : few) {
            if (System.nanoTime() - read > FRESH_NANOS) {
                return true;
            }
            if (!running.getAsBoolean() || !isKept(due)) {
                return false;
            }
            awaitWritten(AT_ONCE - 1);
            AttemptDelivery.Attempted attempted = attempts.attempt(due, false);
            unwritten.add(attempted.durable());
            last = due.seq();
            if (endsRun(attempted.outcome())) {
                return false;
            }
            if (due.fifo() || attempted.outcome().isBreakdown()) {
                // What comes next is to be read again: it may have to wait for this one, or for the endpoint.
                awaitWritten(0);
                last = 0;
                return true;
            }
        }
        return few.size() == AT_ONCE;
    }

    /** What is not written down yet would look as if it waited still. */
    private void leave() throws InterruptedException {
        try {
            awaitWritten(0);
        } finally {
            lanes.leave(lane);
        }
    }

    /** Returns when all outcomes but so many are durable. */
    private void awaitWritten(int most) throws InterruptedException {
        while (unwritten.size() > most) {
            OutcomeLog.await(unwritten.remove());
        }
    }

    private boolean isKept(Due due) {
        if (System.nanoTime() - kept >= RENEW_NANOS) {
            if (!lanes.keep(lane, due.target().manner().timeoutMs())) {
                return false;
            }
            kept = System.nanoTime();
        }
        return true;
    }

    /** After a timeout the next is likely to take as long, and others wait for the slot. */
    private static boolean endsRun(Outcome outcome) {
        return outcome.error() == Outcome.Error.TIMEOUT || outcome.verdict() == Verdict.GONE;
    }
}
