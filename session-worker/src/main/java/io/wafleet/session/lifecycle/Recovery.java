package io.wafleet.session.lifecycle;

import io.wafleet.common.account.StatusReason.Code;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** When to open an account's page again after it was lost, and when to stop trying. */
final class Recovery {

    /** A browser that comes back is back for all accounts; asking again costs next to nothing. */
    private static final Duration BROWSER_WAIT = Duration.ofSeconds(30);

    private final List<Duration> delays;
    private final int restarts;
    private final Duration window;
    private final Clock clock;
    private final Deque<Instant> ownFaults = new ArrayDeque<>();
    private int attempt;

    Recovery(LifecycleSettings settings, Clock clock) {
        this.delays = settings.recoveryDelays();
        this.restarts = settings.health().restarts();
        this.window = settings.health().window();
        this.clock = clock;
    }

    /** How long to wait before the next attempt; empty if the page has failed too often by its own fault. */
    Optional<Duration> after(Code reason) {
        if (isOwnFault(reason) && !withinBudget()) {
            return Optional.empty();
        }
        // Coming back at once would only take the page away from the other place, and it from us again.
        int step = reason == Code.CONFLICT ? Math.max(attempt, 1) : attempt;
        attempt++;
        Duration delay = delays.get(Math.min(step, delays.size() - 1));
        return Optional.of(isBrowsers(reason) && delay.compareTo(BROWSER_WAIT) > 0 ? BROWSER_WAIT : delay);
    }

    /** The account is well again. Faults stay in the budget, so that a page which dies each time it is ready ends too. */
    void succeeded() {
        attempt = 0;
    }

    /** Somebody asked for another try. */
    void reset() {
        attempt = 0;
        ownFaults.clear();
    }

    private boolean withinBudget() {
        Instant now = clock.instant();
        while (!ownFaults.isEmpty() && ownFaults.getFirst().isBefore(now.minus(window))) {
            ownFaults.removeFirst();
        }
        ownFaults.addLast(now);
        return ownFaults.size() <= restarts;
    }

    /** A site or a browser that is away is nothing the account can use up its budget with. */
    private static boolean isOwnFault(Code reason) {
        return reason == Code.PAGE_CRASHED || reason == Code.PAGE_SILENT || reason == Code.STREAM_LOST;
    }

    private static boolean isBrowsers(Code reason) {
        return reason == Code.BROWSER_LOST || reason == Code.BROWSER_UNAVAILABLE;
    }
}
