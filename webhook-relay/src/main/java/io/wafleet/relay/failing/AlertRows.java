package io.wafleet.relay.failing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is to be told of endpoints that fail, and what was.
 *
 * <p>Failure policy: an unreachable database throws.
 */
@Component
class AlertRows {

    private final JdbcClient database;
    private final FailingSettings settings;

    AlertRows(JdbcClient database, FailingSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /**
     * An endpoint that has failed for one more part of its time.
     *
     * @param percent 50, 70, 90 or 100
     * @param at its last failure
     */
    record Warned(long key, @Nullable String account, String endpointId, Instant since, Instant at, int percent) {}

    /** An endpoint that was disabled, and nobody knows. */
    record Disabled(
            long key,
            @Nullable String account,
            String endpointId,
            String reason,
            @Nullable Instant since,
            Instant at) {}

    List<Warned> toWarn() {
        return database.sql("""
                        select e.key, e.account_id, e.id, f.since, f.last_at, step
                        from relay.failing_endpoint f
                        join relay.endpoint e on e.key = f.endpoint_key and e.disabled_reason is null
                        cross join lateral (
                          select max(step) as step from unnest(array[50, 70, 90, 100]) as step
                          where f.last_at - f.since >= ?::bigint * step * interval '10 microseconds') reached
                        where step > f.told
                        """)
                .param(settings.disableAfter().toMillis())
                .query((row, number) -> new Warned(
                        row.getLong("key"),
                        row.getString("account_id"),
                        row.getString("id"),
                        instant(row, "since"),
                        instant(row, "last_at"),
                        row.getInt("step")))
                .list();
    }

    void warned(Warned warned) {
        database.sql("update relay.failing_endpoint set told = ? where endpoint_key = ? and since = ?::timestamptz")
                .params(warned.percent(), warned.key(), warned.since().toString())
                .update();
    }

    List<Disabled> toTell() {
        return database.sql("""
                        select e.key, e.account_id, e.id, e.disabled_reason, e.untold_since, f.since
                        from relay.endpoint e
                        left join relay.failing_endpoint f on f.endpoint_key = e.key and e.disabled_reason = 'FAILING'
                        where e.untold_since is not null and e.disabled_reason in ('FAILING', 'GONE')
                        """)
                .query((row, number) -> new Disabled(
                        row.getLong("key"),
                        row.getString("account_id"),
                        row.getString("id"),
                        row.getString("disabled_reason"),
                        row.getObject("since") == null ? null : instant(row, "since"),
                        instant(row, "untold_since")))
                .list();
    }

    void told(Disabled disabled) {
        database.sql("update relay.endpoint set untold_since = null where key = ? and untold_since = ?::timestamptz")
                .params(disabled.key(), disabled.at().toString())
                .update();
    }

    /** What an attempt that was still under way has told of an endpoint that was removed. */
    void removeOrphans() {
        database.sql("""
                        delete from relay.failing_endpoint f
                        where not exists (select 1 from relay.endpoint e where e.key = f.endpoint_key)
                        """).update();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
