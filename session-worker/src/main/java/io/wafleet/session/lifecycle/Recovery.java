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
    /** Who else uses the login is not to lose it to us again and again. */
    private static final Duration CONFLICT_WINDOW = Duration.ofDays(1);

    private final List<Duration> delays;
    private final int restarts;
    private final Duration window;
    private final Clock clock;
    private final Deque<Instant> ownFaults = new ArrayDeque<>();
    private final Deque<Instant> conflicts = new ArrayDeque<>();
    private int attempt;

    Recovery(LifecycleSettings settings, Clock clock) {
        this.delays = settings.recoveryDelays();
        this.restarts = settings.health().restarts();
        this.window = settings.health().window();
        this.clock = clock;
    }

    /** How long to wait before the next attempt; empty if it has failed too often, by its own fault or another's claim. */
    Optional<Duration> after(Code reason) {
        if ((isOwnFault(reason) && !withinBudget(ownFaults, window))
                || (reason == Code.CONFLICT && !withinBudget(conflicts, CONFLICT_WINDOW))) {
            return Optional.empty();
        }
        // Coming back at once would only take the page away from the other place, and it from us again.
        int step = reason == Code.CONFLICT ? Math.max(attempt, conflicts.size()) : attempt;
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
        conflicts.clear();
    }

    private boolean withinBudget(Deque<Instant> faults, Duration within) {
        Instant now = clock.instant();
        while (!faults.isEmpty() && faults.getFirst().isBefore(now.minus(within))) {
            faults.removeFirst();
        }
        faults.addLast(now);
        return faults.size() <= restarts;
    }

    /** A site or a browser that is away is nothing the account can use up its budget with. */
    private static boolean isOwnFault(Code reason) {
        return reason == Code.PAGE_CRASHED || reason == Code.PAGE_SILENT || reason == Code.STREAM_LOST;
    }

    private static boolean isBrowsers(Code reason) {
        return reason == Code.BROWSER_LOST || reason == Code.BROWSER_UNAVAILABLE;
    }
}
