package io.wafleet.relay.delivery;

import com.github.f4b6a3.ulid.UlidCreator;
import io.wafleet.common.egress.HttpUrl;
import io.wafleet.relay.endpoint.Endpoint;
import io.wafleet.relay.endpoint.Secrets;
import io.wafleet.relay.endpoint.WebhookKeys;
import io.wafleet.relay.failing.FailingEndpoints;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Sends a {@code webhook.test} event at once, one attempt, and logs it like any other delivery. An endpoint that accepts
 * it is taken for well again.
 *
 * <p>Failure policy: whatever the endpoint does is the answer; an unreachable database throws.
 */
@Component
public final class TestDelivery {

    private static final int TIMEOUT_MS = 10_000;

    private final SignedPost post;
    private final WebhookBody bodies;
    private final WebhookKeys keys;
    private final JdbcClient database;
    private final FailingEndpoints failing;
    private final Clock clock;

    TestDelivery(
            SignedPost post,
            WebhookBody bodies,
            WebhookKeys keys,
            JdbcClient database,
            FailingEndpoints failing,
            Clock clock) {
        this.post = post;
        this.bodies = bodies;
        this.keys = keys;
        this.database = database;
        this.failing = failing;
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
        Outcome outcome = post.send(target, "evt_" + event, at -> body);
        String status = outcome.verdict() == Outcome.Verdict.DELIVERED ? "delivered" : "dead";
        String error = outcome.error() == null ? null : outcome.error().name();
        database.sql("""
                        with tested as (
                          insert into relay.delivery (id, endpoint_key, endpoint_id, account_id, global, url, event_id, event,
                            event_at, payload, status, attempts, next_at, last_status_code, last_error, created_at,
                            delivered_at)
                          select ?, ?::bigint, ?, ?, ?, ?, ?, 'webhook.test', at, ?, status, 1, now(), ?::int, ?, at,
                            case when status = 'delivered' then now() end
                          from (values (?, ?::timestamptz)) as t(status, at)
                          returning id, event_at, last_status_code, last_error)
                        insert into relay.attempt (delivery_id, attempt, at, status_code, latency_ms, error_code,
                          response_head)
                        select id, 1, event_at, last_status_code, ?, last_error, ? from tested
                        """)
                .params(Arrays.asList(
                        id,
                        endpoint == null || url != null ? null : endpoint.key(),
                        endpointId,
                        account,
                        account == null,
                        target.url(),
                        event,
                        body,
                        outcome.statusCode(),
                        error,
                        status,
                        now.toString(),
                        outcome.latency().toMillis(),
                        outcome.responseHead()))
                .update();
        if (outcome.error() == null && endpoint != null && url == null) {
            failing.forget(endpoint.key());
        }
        return new Answer(
                id,
                status.equals("delivered"),
                outcome.statusCode(),
                outcome.latency().toMillis(),
                error,
                outcome.responseHead());
    }

    private Target target(@Nullable Endpoint endpoint, @Nullable String url) {
        if (endpoint == null) {
            if (url == null) {
                throw new IllegalArgumentException("There is neither an endpoint nor an address");
            }
            return new Target(
                    HttpUrl.ascii(url), Secrets.random(keys), new Endpoint.Manner("short", TIMEOUT_MS, 0, null), false);
        }
        // Another address does not get the headers: they may hold a password of the endpoint's own.
        return url == null
                ? new Target(endpoint.url(), endpoint.secrets(), endpoint.manner(), endpoint.hubSignature())
                : new Target(
                        HttpUrl.ascii(url),
                        endpoint.secrets().withoutHeaders(),
                        endpoint.manner(),
                        endpoint.hubSignature());
    }
}
