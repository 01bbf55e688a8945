package io.wafleet.gateway.webhook;

import io.wafleet.common.account.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The deliveries and their attempts, as the webhook-relay publishes them.
 *
 * <p>Failure policy: without the database, or before the relay has made its views, a read is UNAVAILABLE.
 */
@Repository
class Deliveries {

    private static final String COLUMNS = """
            select id, endpoint_id, account_id, global, url, event_id, event, status, attempts, next_attempt_at, last_status_code,
                last_error, created_at, delivered_at, seq
            from relay.delivery_view
            """;

    private final JdbcClient database;

    Deliveries(JdbcClient database) {
        this.database = database;
    }

    /**
     * Which ones are asked for; whatever is null says nothing.
     *
     * @param global those of the global endpoint, or of the accounts' own
     */
    record Filter(
            @Nullable AccountId account,
            @Nullable Boolean global,
            @Nullable String endpoint,
            @Nullable String status,
            @Nullable String event,
            @Nullable Instant since,
            @Nullable Long before) {}

    /** The newest first, each with its attempts. */
    List<Delivery> list(Filter filter, int limit) {
        return withAttempts(database.sql(COLUMNS
                        + (filter.account() == null ? " where true" : " where account_id = :account")
                        + (filter.global() == null ? "" : filter.global() ? " and global" : " and not global")
                        + """
                           and (:endpoint::text is null or endpoint_id = :endpoint)
                           and (:status::text is null or status = :status)
                           and (:event::text is null or event = :event)
                           and (:since::timestamptz is null or created_at >= :since)
                           and (:before::bigint is null or seq < :before)
                         order by seq desc limit :limit""")
                .param(
                        "account",
                        filter.account() == null ? null : filter.account().value())
                .param("endpoint", filter.endpoint())
                .param("status", filter.status())
                .param("event", filter.event())
                .param("since", filter.since() == null ? null : filter.since().atOffset(ZoneOffset.UTC))
                .param("before", filter.before())
                .param("limit", limit)
                .query((row, index) -> delivery(row))
                .list());
    }

    Optional<Delivery> find(String id) {
        return withAttempts(database.sql(COLUMNS + " where id = :id")
                        .param("id", id)
                        .query((row, index) -> delivery(row))
                        .list())
                .stream()
                .findFirst();
    }

    private List<Delivery> withAttempts(List<Delivery> deliveries) {
        Map<String, List<Delivery.Attempt>> attempts = new HashMap<>();
        database.sql("""
                        select delivery_id, attempt, at, status_code, latency_ms, error_code, response_head
                        from relay.attempt_view where delivery_id = any(:ids) order by delivery_id, attempt, at""")
                .param("ids", deliveries.stream().map(Delivery::id).toArray(String[]::new))
                .query(row -> {
                    attempts.computeIfAbsent(row.getString("delivery_id"), id -> new ArrayList<>())
                            .add(attempt(row));
                });
        return deliveries.stream()
                .map(delivery -> delivery.with(attempts.getOrDefault(delivery.id(), List.of())))
                .toList();
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        String account = row.getString("account_id");
        return new Delivery(
                row.getString("id"),
                row.getString("endpoint_id"),
                account == null ? null : new AccountId(account),
                row.getBoolean("global"),
                row.getString("url"),
                row.getString("event_id"),
                row.getString("event"),
                row.getString("status"),
                row.getInt("attempts"),
                instant(row, "next_attempt_at"),
                number(row, "last_status_code"),
                row.getString("last_error"),
                instant(row, "created_at"),
                instant(row, "delivered_at"),
                row.getString("seq"),
                List.of());
    }

    private static Delivery.Attempt attempt(ResultSet row) throws SQLException {
        long latency = row.getLong("latency_ms");
        Long latencyMs = row.wasNull() ? null : latency;
        return new Delivery.Attempt(
                row.getInt("attempt"),
                instant(row, "at"),
                number(row, "status_code"),
                latencyMs,
                row.getString("error_code"),
                row.getString("response_head"));
    }

    private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
