package io.wafleet.relay.delivery;

import com.github.f4b6a3.ulid.UlidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands out lanes: what of one account leaves to one endpoint in order, to one holder at a time.
 *
 * <p>Failure policy: an unreachable database throws; a lane that was not left is free again when its lease ends.
 */
@Component
final class Lanes {

    private static final int MARGIN_MS = 5_000;

    private final JdbcClient database;
    private final TransactionTemplate transaction;

    Lanes(JdbcClient database, TransactionTemplate transaction) {
        this.database = database;
        this.transaction = transaction;
    }

    /** A lane that is held. */
    record Held(long endpointKey, String accountId, String holder) {

        static Held read(ResultSet row, int number) throws SQLException {
            return new Held(row.getLong(1), row.getString(2), row.getString(3));
        }
    }

    /**
     * Takes lanes in which something waits, the longest waiting first, as many as there are slots for; none of endpoints
     * whose breaker is open.
     */
    List<Held> claim(Slots.Free free) {
        return database.sql("""
                        with ranked as (
                          select l.endpoint_key, l.account_id, l.waiting_since, e.timeout_ms,
                            row_number() over (partition by l.endpoint_key order by l.waiting_since) as place,
                            coalesce(b.free, ?) as free
                          from relay.lane l
                          join relay.endpoint e on e.key = l.endpoint_key and e.disabled_reason is null
                          left join unnest(?::bigint[], ?::int[]) as b(key, free) on b.key = l.endpoint_key
                          left join relay.failing_endpoint f on f.endpoint_key = l.endpoint_key
                          where l.waiting and l.held_until <= now() and f.probe_at is null),
                        chosen as (
                          select l.endpoint_key, l.account_id, r.timeout_ms
                          from relay.lane l join ranked r using (endpoint_key, account_id)
                          where r.place <= r.free and l.waiting and l.held_until <= now()
                          order by r.waiting_since limit ? for update of l skip locked)
                        update relay.lane l
                        set held_until = now() + (c.timeout_ms + ?) * interval '1 millisecond', holder = ?
                        from chosen c
                        where l.endpoint_key = c.endpoint_key and l.account_id = c.account_id
                        returning l.endpoint_key, l.account_id, l.holder
                        """)
                .params(
                        free.each(),
                        free.busyKeys(),
                        free.busyFree(),
                        free.forFirst(),
                        MARGIN_MS,
                        UlidCreator.getMonotonicUlid().toString())
                .query(Held::read)
                .list();
    }

    /** Takes the one of an endpoint that has waited longest, whatever the breaker says. */
    Optional<Held> claimProbe(long endpointKey) {
        return database.sql("""
                        with chosen as (
                          select endpoint_key, account_id from relay.lane
                          where endpoint_key = ? and waiting and held_until <= now()
                          order by waiting_since limit 1 for update skip locked)
                        update relay.lane l
                        set held_until = now() + (e.timeout_ms + ?) * interval '1 millisecond', holder = ?
                        from chosen c join relay.endpoint e on e.key = c.endpoint_key
                        where l.endpoint_key = c.endpoint_key and l.account_id = c.account_id
                        returning l.endpoint_key, l.account_id, l.holder
                        """)
                .params(endpointKey, MARGIN_MS, UlidCreator.getMonotonicUlid().toString())
                .query(Held::read)
                .optional();
    }

    /**
     * The oldest that wait in it after that place, in their order, only the first where a strict order is kept; none while that is not due,
     * or the breaker is open, but for a probe.
     */
    List<Due> next(Held lane, long after, int most, boolean probe) {
        return database.sql("select " + Due.COLUMNS + """
                        from (select * from relay.delivery
                          where endpoint_key = ? and account_id = ? and status = 'pending' and in_lane and seq > ?
                          order by seq
                          limit (select coalesce(max(case ordering when 'fifo' then 1 else ? end), 0)
                            from relay.endpoint where key = ?)) d
                        join relay.endpoint e on e.key = d.endpoint_key
                        where d.next_at <= now() and e.disabled_reason is null
                          and (? or not exists (select 1 from relay.failing_endpoint f
                            where f.endpoint_key = d.endpoint_key and f.probe_at is not null))
                        order by d.seq
                        """)
                .params(lane.endpointKey(), lane.accountId(), after, most, lane.endpointKey(), probe)
                .query(Due::read)
                .list();
    }

    /** Holds it for one more attempt of that length; false if it is no longer held. */
    boolean keep(Held lane, int timeoutMs) {
        return database.sql("""
                                update relay.lane set held_until = now() + ? * interval '1 millisecond'
                                where endpoint_key = ? and account_id = ? and holder = ?
                                """)
                        .params(timeoutMs + MARGIN_MS, lane.endpointKey(), lane.accountId(), lane.holder())
                        .update()
                > 0;
    }

    /** Lets go of it, for others if something waits in it still. */
    void leave(Held lane) {
        transaction.executeWithoutResult(status -> {
            // The lock comes first: what was put in before it is seen by the next statement, what comes after waits.
            database.sql("select 1 from relay.lane where endpoint_key = ? and account_id = ? for update")
                    .params(lane.endpointKey(), lane.accountId())
                    .query(Integer.class)
                    .optional();
            database.sql("""
                            update relay.lane l
                            set holder = null, waiting_since = now(), waiting = next_at is not null,
                                held_until = coalesce(next_at, '-infinity')
                            from (select (select next_at from relay.delivery
                              where endpoint_key = ? and account_id = ? and status = 'pending' and in_lane
                              order by seq limit 1) as next_at) oldest
                            where endpoint_key = ? and account_id = ? and holder = ?
                            """)
                    .params(lane.endpointKey(), lane.accountId(), lane.endpointKey(), lane.accountId(), lane.holder())
                    .update();
        });
    }
}
