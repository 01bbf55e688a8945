package io.wafleet.relay.delivery;

import com.github.f4b6a3.ulid.UlidCreator;
import io.wafleet.common.webhook.WebhookSecret;
import io.wafleet.relay.endpoint.Endpoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Sends a {@code webhook.test} event at once, one attempt, and logs it like any other delivery.
 *
 * <p>Failure policy: whatever the endpoint does is the answer; an unreachable database throws.
 */
@Component
public final class TestDelivery {

    private static final int TIMEOUT_MS = 10_000;

    private final AttemptDelivery attempts;
    private final OutcomeLog outcomes;
    private final WebhookBody bodies;
    private final JdbcClient database;
    private final Clock clock;

    TestDelivery(AttemptDelivery attempts, OutcomeLog outcomes, WebhookBody bodies, JdbcClient database, Clock clock) {
        this.attempts = attempts;
        this.outcomes = outcomes;
        this.bodies = bodies;
        this.database = database;
        this.clock = clock;
    }

    /** What came back, as the command answers it. */
    public record Answer(
            String deliveryId,
            boolean delivered,
            @Nullable Integer statusCode,
            long latencyMs,
            @Nullable String errorCode,
            @Nullable String responseHead) {}

    /**
     * Sends it and waits for the outcome, ten seconds or what the endpoint allows.
     *
     * @param endpoint whose secret and headers are used; with none, the request is signed by a secret nobody knows
     * @param url another address, or null for the endpoint's own
     */
    public Answer send(@Nullable String account, String endpointId, @Nullable Endpoint endpoint, @Nullable String url)
            throws InterruptedException {
        Instant now = clock.instant();
        String event = UlidCreator.getMonotonicUlid().toString();
        Target target = target(endpoint, url);
        String body = bodies.test("evt_" + event, account, now);
        String id = DeliveryQueue.newId();
        Outcome outcome = attempts.send(target, "evt_" + event, body);
        String status = outcome.verdict() == Outcome.Verdict.DELIVERED ? "delivered" : "dead";
        database.sql("""
                        insert into relay.delivery (id, endpoint_key, endpoint_id, account_id, global, url, event_id, event,
                          event_at, payload, status, next_at, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, 'webhook.test', ?::timestamptz, ?, ?, now(), ?::timestamptz)
                        """)
                .params(java.util.Arrays.asList(
                        id,
                        endpoint == null || url != null ? null : endpoint.key(),
                        endpointId,
                        account,
                        account == null,
                        target.url(),
                        event,
                        now.toString(),
                        body,
                        status,
                        now.toString()))
                .update();
        outcomes.write(List.of(new OutcomeLog.Entry(id, 1, target.url(), outcome, status, Duration.ZERO)));
        return new Answer(
                id,
                status.equals("delivered"),
                outcome.statusCode(),
                outcome.latency().toMillis(),
                outcome.error() == null ? null : outcome.error().name(),
                outcome.responseHead());
    }

    private static Target target(@Nullable Endpoint endpoint, @Nullable String url) {
        if (endpoint == null) {
            if (url == null) {
                throw new IllegalArgumentException("There is neither an endpoint nor an address");
            }
            return new Target(url, WebhookSecret.random(), Map.of(), new Endpoint.Manner("short", TIMEOUT_MS, 0, null));
        }
        // Another address does not get the headers: they may hold a password of the endpoint's own.
        return url == null
                ? new Target(endpoint.url(), endpoint.secret(), endpoint.headers(), endpoint.manner())
                : new Target(url, endpoint.secret(), Map.of(), endpoint.manner());
    }
}
