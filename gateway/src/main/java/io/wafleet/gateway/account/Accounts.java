package io.wafleet.gateway.account;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.gateway.key.Caller;
import io.wafleet.gateway.problem.ApiException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The accounts, as the session-worker publishes them.
 *
 * <p>Failure policy: without the database, or before the worker has made its view, a read is UNAVAILABLE.
 */
@Repository
public class Accounts {

    private static final String COLUMNS = """
            select id, name, network, status, status_seq, reason_code, reason, phone, lid, push_name, platform, worker,
                last_activity, message_count, next_attempt_at, qr_raw, qr_expires_at, metadata::text as metadata,
                pacing::text as pacing, created_at, updated_at
            from session.account_view
            """;

    private final JdbcClient database;

    Accounts(JdbcClient database) {
        this.database = database;
    }

    /**
     * The account as it is now.
     *
     * @throws ApiException ACCOUNT_NOT_FOUND
     */
    public Account get(AccountId id) {
        return find(id).orElseThrow(
                        () -> new ApiException(ErrorCode.ACCOUNT_NOT_FOUND, "There is no account '" + id + "'"));
    }

    Optional<Account> find(AccountId id) {
        return database.sql(COLUMNS + " where id = :id")
                .param("id", id.value())
                .query((row, index) -> account(row))
                .optional();
    }

    Account.RecentSends recentSends(AccountId id) {
        return database.sql("select * from session.recent_sends_view where account_id = :id")
                .param("id", id.value())
                .query((row, index) -> new Account.RecentSends(
                        row.getLong("last_minute"), row.getLong("last_hour"), row.getLong("last_day")))
                .optional()
                .orElse(new Account.RecentSends(0, 0, 0));
    }

    /** In the order of their ids. */
    List<Account> list(Caller caller, @Nullable String status, @Nullable String after, int limit) {
        return database.sql(COLUMNS + """
                         where (:status::text is null or status = :status)
                           and (:after::text is null or id > :after)
                           and (:all or id = any(:mine))
                         order by id limit :limit""")
                .param("status", status)
                .param("after", after)
                .param("all", caller.seesAll())
                .param("mine", caller.accounts().stream().map(AccountId::value).toArray(String[]::new))
                .param("limit", limit)
                .query((row, index) -> account(row))
                .list();
    }

    /** How many accounts there are in each shard that has any. */
    Map<Integer, Long> countByShard() {
        Map<Integer, Long> counts = new HashMap<>();
        database.sql("select shard, accounts from session.shard_view").query(row -> {
            counts.put(row.getInt(1), row.getLong(2));
        });
        return counts;
    }

    /** How many accounts there are in each state. */
    public Map<String, Long> countByStatus() {
        Map<String, Long> counts = new TreeMap<>();
        database.sql("select status, count(*) from session.account_view group by status")
                .query(row -> {
                    counts.put(row.getString(1), row.getLong(2));
                });
        return counts;
    }

    private static Account account(ResultSet row) throws SQLException {
        String reason = row.getString("reason_code");
        String qr = row.getString("qr_raw");
        String metadata = row.getString("metadata");
        String pacing = row.getString("pacing");
        return new Account(
                new AccountId(row.getString("id")),
                row.getString("name"),
                row.getString("network"),
                row.getString("status"),
                row.getLong("status_seq"),
                reason == null ? null : new Account.Reason(reason, row.getString("reason")),
                row.getString("phone"),
                row.getString("lid"),
                row.getString("push_name"),
                row.getString("platform"),
                row.getString("worker"),
                instant(row, "last_activity"),
                row.getLong("message_count"),
                instant(row, "next_attempt_at"),
                qr == null ? null : new Account.Qr(qr, instant(row, "qr_expires_at")),
                ContractJson.mapper().readTree(metadata == null ? "{}" : metadata),
                pacing == null ? null : ContractJson.mapper().readTree(pacing),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
