package io.wafleet.relay.delivery;

import io.wafleet.relay.endpoint.Endpoint;
import io.wafleet.relay.endpoint.Secrets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A delivery whose next attempt is due.
 *
 * @param seq its place in the order of its lane
 * @param global whether the endpoint hears of every account
 * @param attempts how many there have been
 * @param roundStart how many of them use up no retries: those before the last replay, and failed probes
 * @param fifo whether it stays in its lane while it is tried again
 */
record Due(
        String id,
        long seq,
        long endpointKey,
        boolean global,
        @Nullable String accountId,
        String eventId,
        String event,
        Instant eventAt,
        String payload,
        int attempts,
        int roundStart,
        boolean fifo,
        Instant createdAt,
        Target target) {

    /** The columns that {@link #read} needs, of a delivery {@code d} and its endpoint {@code e}. */
    static final String COLUMNS = """
            d.id, d.seq, d.endpoint_key, d.global, d.account_id, d.event_id, d.event, d.event_at, d.payload, d.attempts, d.round_start,
            d.created_at, e.ordering = 'fifo' as fifo, e.account_id as owner, e.id as name, e.url, e.secret, e.secret_set_by,
            e.old_secret, e.old_secret_until, e.headers, e.hub_signature, e.retry, e.timeout_ms, e.max_retries,
            e.retry_delay_ms
            """;

    static Due read(ResultSet row, int number) throws SQLException {
        return new Due(
                row.getString("id"),
                row.getLong("seq"),
                row.getLong("endpoint_key"),
                row.getBoolean("global"),
                row.getString("account_id"),
                row.getString("event_id"),
                row.getString("event"),
                row.getObject("event_at", OffsetDateTime.class).toInstant(),
                row.getString("payload"),
                row.getInt("attempts"),
                row.getInt("round_start"),
                row.getBoolean("fifo"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                new Target(
                        row.getString("url"),
                        Secrets.read(row, row.getString("owner"), row.getString("name")),
                        new Endpoint.Manner(
                                row.getString("retry"),
                                row.getInt("timeout_ms"),
                                row.getObject("max_retries", Integer.class),
                                row.getObject("retry_delay_ms", Integer.class)),
                        row.getBoolean("hub_signature")));
    }
}
