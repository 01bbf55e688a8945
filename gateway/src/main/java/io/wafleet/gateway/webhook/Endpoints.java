package io.wafleet.gateway.webhook;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.gateway.problem.ApiException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/**
 * The endpoints, as the webhook-relay publishes them.
 *
 * <p>Failure policy: without the database, or before the relay has made its view, a read is UNAVAILABLE.
 */
@Repository
class Endpoints {

    private static final String COLUMNS = """
            select account_id, id, url, events::text as events, headers::text as headers, format, retry, ordering, timeout_ms,
                max_retries, retry_delay_ms, hub_signature, enabled, disabled_reason, has_secret, old_secret_until,
                breaker, next_probe_at, failing_since,
                created_at, updated_at
            from relay.endpoint_view where account_id is not distinct from :account""";

    private final JdbcClient database;

    Endpoints(JdbcClient database) {
        this.database = database;
    }

    /** @throws ApiException WEBHOOK_NOT_FOUND */
    Endpoint get(AccountId account, String id) {
        return find(account, id)
                .orElseThrow(() ->
                        new ApiException(ErrorCode.WEBHOOK_NOT_FOUND, "Account '" + account + "' has no such webhook"));
    }

    /** @param account null for the global one */
    Optional<Endpoint> find(@Nullable AccountId account, String id) {
        return database.sql(COLUMNS + " and id = :id")
                .param("account", account == null ? null : account.value())
                .param("id", id)
                .query((row, index) -> endpoint(row))
                .optional();
    }

    List<Endpoint> list(AccountId account) {
        return database.sql(COLUMNS + " order by created_at, id limit 1000")
                .param("account", account.value())
                .query((row, index) -> endpoint(row))
                .list();
    }

    private static Endpoint endpoint(ResultSet row) throws SQLException {
        String account = row.getString("account_id");
        return new Endpoint(
                row.getString("id"),
                account == null ? null : new AccountId(account),
                row.getString("url"),
                json(row.getString("events"), "[]"),
                json(row.getString("headers"), "{}"),
                row.getString("format"),
                row.getString("retry"),
                row.getString("ordering"),
                number(row, "timeout_ms"),
                number(row, "max_retries"),
                number(row, "retry_delay_ms"),
                row.getBoolean("hub_signature"),
                row.getBoolean("enabled"),
                row.getString("disabled_reason"),
                row.getBoolean("has_secret"),
                instant(row, "old_secret_until"),
                row.getString("breaker"),
                instant(row, "next_probe_at"),
                instant(row, "failing_since"),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static JsonNode json(@Nullable String text, String otherwise) {
        return ContractJson.mapper().readTree(text == null ? otherwise : text);
    }
}
