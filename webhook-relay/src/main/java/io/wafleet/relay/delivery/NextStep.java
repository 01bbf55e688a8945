package io.wafleet.relay.delivery;

import io.wafleet.relay.delivery.Outcome.Verdict;
import io.wafleet.relay.failing.FailingEndpoints;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;

/** Decides where an attempt leaves its delivery: delivered, given up, or waiting for the next. */
@Component
final class NextStep {

    private final FailingEndpoints failing;

    NextStep(FailingEndpoints failing) {
        this.failing = failing;
    }

    /** @param probe whether it found out how an endpoint is whose breaker is open */
    OutcomeLog.Entry after(Due due, Outcome outcome, boolean probe) {
        Verdict verdict = outcome.verdict();
        if (verdict == Verdict.DELIVERED) {
            return entry(due, outcome, probe, "delivered", false, Duration.ZERO);
        }
        if (verdict != Verdict.RETRY) {
            return entry(due, outcome, probe, "dead", false, Duration.ZERO);
        }
        if (probe && outcome.isBreakdown() && failing.isFree(due.createdAt())) {
            // It goes on waiting behind the breaker, after the others that wait there.
            return entry(due, outcome, probe, "pending", true, Duration.ZERO);
        }
        Optional<Duration> wait = RetrySchedule.of(due.target().manner())
                .next(
                        due.attempts() + 1 - due.roundStart(),
                        outcome.retryAfter(),
                        ThreadLocalRandom.current().nextDouble());
        return entry(due, outcome, probe, wait.isPresent() ? "pending" : "dead", false, wait.orElse(Duration.ZERO));
    }

    private static OutcomeLog.Entry entry(
            Due due, Outcome outcome, boolean probe, String status, boolean free, Duration pause) {
        return new OutcomeLog.Entry(due, outcome, probe, status, free, pause);
    }
}
