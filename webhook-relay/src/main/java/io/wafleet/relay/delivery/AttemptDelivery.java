package io.wafleet.relay.delivery;

import io.wafleet.relay.delivery.Outcome.Verdict;
import io.wafleet.relay.endpoint.Endpoints;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One attempt: posts, judges what came back, and returns when that is durable.
 *
 * <p>Failure policy: whatever the endpoint does is an outcome. If the outcome cannot be stored this throws, and the
 * attempt is made again when its lease is over: the receiver may get the same {@code webhook-id} twice.
 */
@Component
final class AttemptDelivery {

    private static final Logger log = LoggerFactory.getLogger(AttemptDelivery.class);

    private final WebhookBody bodies;
    private final SignedPost post;
    private final OutcomeLog outcomes;
    private final Endpoints endpoints;
    private final DeliveryMeters meters;

    AttemptDelivery(
            WebhookBody bodies, SignedPost post, OutcomeLog outcomes, Endpoints endpoints, DeliveryMeters meters) {
        this.bodies = bodies;
        this.post = post;
        this.outcomes = outcomes;
        this.endpoints = endpoints;
        this.meters = meters;
    }

    Outcome attempt(Due due) throws InterruptedException {
        int number = due.attempts() + 1;
        Target target = due.target();
        Outcome outcome =
                post.send(target, "evt_" + due.eventId(), now -> bodies.forAttempt(due.payload(), number, now));
        Verdict verdict = outcome.verdict();
        Optional<Duration> wait = verdict == Verdict.RETRY
                ? RetrySchedule.of(target.manner())
                        .next(
                                number - due.roundStart(),
                                outcome.retryAfter(),
                                ThreadLocalRandom.current().nextDouble())
                : Optional.empty();
        String status = verdict == Verdict.DELIVERED ? "delivered" : wait.isPresent() ? "pending" : "dead";
        outcomes.store(
                new OutcomeLog.Entry(due.id(), number, target.url(), outcome, status, wait.orElse(Duration.ZERO)));
        if (verdict == Verdict.GONE && endpoints.disableAsGone(due.endpointKey(), target.url())) {
            log.atWarn().addKeyValue("endpoint", due.endpointKey()).log("endpoint.gone");
        }
        meters.attempted(due, outcome, status);
        log.atInfo()
                .addKeyValue("delivery", due.id())
                .addKeyValue("account", due.accountId())
                .addKeyValue("event", due.event())
                .addKeyValue("host", URI.create(target.url()).getHost())
                .addKeyValue("attempt", number)
                .addKeyValue("status_code", outcome.statusCode())
                .addKeyValue("error", outcome.error())
                .addKeyValue("ms", outcome.latency().toMillis())
                .addKeyValue("status", status)
                .log("delivery.attempted");
        return outcome;
    }
}
