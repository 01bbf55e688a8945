package io.wafleet.relay.delivery;

import java.net.URI;
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

    /** @param probe whether it is to find out if an endpoint that has failed works again */
    Outcome attempt(Due due, boolean probe) throws InterruptedException {
        int number = due.attempts() + 1;
        Target target = due.target();
        Outcome outcome =
                post.send(target, "evt_" + due.eventId(), now -> bodies.forAttempt(due.payload(), number, now));
        OutcomeLog.Entry entry = next.after(due, outcome, probe);
        outcomes.store(entry);
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
        return outcome;
    }
}
