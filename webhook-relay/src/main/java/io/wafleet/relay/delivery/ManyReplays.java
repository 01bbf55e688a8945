package io.wafleet.relay.delivery;

import io.wafleet.common.relay.ReplayDeliveries;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes many deliveries due once more, a page at a time: how far each replay has come is a row, so any relay goes on with
 * it, also after a restart.
 *
 * <p>Failure policy: an unreachable database throws, and the page is done again.
 */
@Component
public final class ManyReplays {

    /** How many rows a page looks at, and at most changes. */
    private static final int PAGE = 2_000;

    /** Which deliveries are meant, of a delivery {@code d} and a replay {@code r}. */
    private static final String FITS = """
            d.seq > r.at and d.seq <= r.up_to and d.attempts > 0
            and case r.status when 'failed' then d.status = 'pending' else d.status = r.status end
            and (r.account_id is null or d.account_id = r.account_id)
            and (r.endpoint_id is null or d.endpoint_id = r.endpoint_id)
            and (r.global is null or d.global = r.global)
            and d.created_at >= r.since and d.created_at < r.until
            """;

    private final JdbcClient database;

    ManyReplays(JdbcClient database) {
        this.database = database;
    }

    /**
     * How far a replay has come.
     *
     * @param total how many fitted when it began
     * @param skipped how many of them cannot be delivered: their endpoint is disabled or was removed
     */
    public record Progress(String commandId, long total, long replayed, long skipped, boolean ended) {}

    /** Begins one, of what there is at this moment. */
    public void begin(String commandId, @Nullable String account, ReplayDeliveries wish) {
        database.sql("""
                        insert into relay.replay (command_id, account_id, endpoint_id, global, status, since, until, at,
                          up_to, worked_at)
                        select :id, :account, :endpoint, :global, :status, since, until,
                          coalesce((select min(seq) from relay.delivery where created_at >= since), 1) - 1,
                          coalesce((select max(seq) from relay.delivery), 0), now()
                        from (values (:since::timestamptz, :until::timestamptz)) as span(since, until)
                        """)
                .param("id", commandId)
                .param("account", account)
                .param("endpoint", wish.endpointId())
                .param("global", wish.global())
                .param("status", Objects.requireNonNullElse(wish.status(), "dead"))
                .param("since", time(wish.since(), "-infinity"))
                .param("until", time(wish.until(), "infinity"))
                .update();
    }

    /** Does a page of the one that has waited longest, in the transaction of the caller. */
    public Optional<Progress> step() {
        return database.sql(
                        "select command_id, total from relay.replay order by worked_at limit 1 for update skip locked")
                .query((row, number) -> row.getObject("total") == null
                        ? count(row.getString("command_id"))
                        : page(row.getString("command_id")))
                .optional();
    }

    private Progress count(String commandId) {
        return database.sql(
                        "update relay.replay r set worked_at = now(), total = (select count(*) from relay.delivery d where "
                                + FITS + ") where command_id = ? returning *")
                .param(commandId)
                .query(ManyReplays::progress)
                .single();
    }

    private Progress page(String commandId) {
        Progress progress = database.sql("""
                        with page as (
                          select d.seq, d.endpoint_key, d.account_id, e.ordering = 'fifo' as fifo,
                            coalesce(e.disabled_reason is null and e.key is not null, false) as possible
                          from relay.replay r
                          join relay.delivery d on d.seq <= r.at + :page and
                        """ + FITS + """
                          left join relay.endpoint e on e.key = d.endpoint_key
                          where r.command_id = :id order by d.seq for update of d skip locked),
                        opened as (
                          insert into relay.lane (endpoint_key, account_id, waiting, waiting_since, held_until)
                          select distinct endpoint_key, account_id, true, now(), '-infinity'::timestamptz from page
                          where possible and fifo and account_id is not null order by 1, 2
                          on conflict (endpoint_key, account_id) do update
                            set waiting = true,
                                held_until = case when relay.lane.holder is null then '-infinity'
                                  else relay.lane.held_until end),
                        replayed as (
                          update relay.delivery d
                          set status = 'pending', next_at = now(), round_start = attempts, delivered_at = null,
                              in_lane = page.fifo
                          from page where d.seq = page.seq and page.possible
                          returning 1)
                        update relay.replay r
                        set at = r.at + :page, worked_at = now(),
                            replayed = r.replayed + (select count(*) from replayed),
                            skipped = r.skipped + (select count(*) from page where not possible)
                        where command_id = :id
                        returning *
                        """)
                .param("page", PAGE)
                .param("id", commandId)
                .query(ManyReplays::progress)
                .single();
        if (progress.ended()) {
            database.sql("delete from relay.replay where command_id = ?")
                    .param(commandId)
                    .update();
        }
        return progress;
    }

    private static Progress progress(ResultSet row, int number) throws SQLException {
        return new Progress(
                row.getString("command_id"),
                row.getLong("total"),
                row.getLong("replayed"),
                row.getLong("skipped"),
                row.getLong("at") >= row.getLong("up_to"));
    }

    private static String time(@Nullable Instant time, String otherwise) {
        return time == null ? otherwise : time.toString();
    }
}
