package io.wafleet.relay.delivery;

import java.net.URI;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One attempt: posts, judges what came back, and has that written down.
 *
 * <p>Failure policy: whatever the endpoint does is an outcome. If it cannot be stored, {@code durable} fails, and the
 * attempt is made again when its lease is over: the receiver may get the same {@code webhook-id} twice.
 */
@Component
final class AttemptDelivery {

    private static final Logger log = LoggerFactory.getLogger(AttemptDelivery.class);

    private final WebhookBody bodies;
    private final SignedPost post;
    private final NextStep next;
    private final OutcomeLog outcomes;
    private final DeliveryMeters meters;

    AttemptDelivery(WebhookBody bodies, SignedPost post, NextStep next, OutcomeLog outcomes, DeliveryMeters meters) {
        this.bodies = bodies;
        this.post = post;
        this.next = next;
        this.outcomes = outcomes;
        this.meters = meters;
    }

    /** What came of an attempt, and when that is durable. */
    record Attempted(Outcome outcome, Future<Void> durable) {}

    /** @param probe whether it is to find out if an endpoint that has failed works again */
    Attempted attempt(Due due, boolean probe) throws InterruptedException {
        int number = due.attempts() + 1;
        Target target = due.target();
        Outcome outcome =
                post.send(target, "evt_" + due.eventId(), now -> bodies.forAttempt(due.payload(), number, now));
        OutcomeLog.Entry entry = next.after(due, outcome, probe);
        Future<Void> durable = outcomes.store(entry);
        meters.attempted(due, outcome, entry.status());
        log.atInfo()
                .addKeyValue("delivery", due.id())
                .addKeyValue("account", due.accountId())
                .addKeyValue("event", due.event())
                .addKeyValue("host", URI.create(target.url()).getHost())
                .addKeyValue("attempt", number)
                .addKeyValue("probe", probe)
                .addKeyValue("status_code", outcome.statusCode())
                .addKeyValue("error", outcome.error())
                .addKeyValue("ms", outcome.latency().toMillis())
                .addKeyValue("status", entry.status())
                .log("delivery.attempted");
        return new Attempted(outcome, durable);
    }
}
