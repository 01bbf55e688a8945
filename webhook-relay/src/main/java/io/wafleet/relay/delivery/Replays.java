package io.wafleet.relay.delivery;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes deliveries due once more, with a schedule that starts anew and the same webhook id.
 *
 * <p>Failure policy: an unreachable database throws; the caller tries again.
 */
@Component
public final class Replays {

    private final JdbcClient database;

    Replays(JdbcClient database) {
        this.database = database;
    }

    /** What became of a wish to deliver once more. */
    public enum Replay {
        QUEUED,
        NOT_FOUND,
        ENDPOINT_REMOVED,
        ENDPOINT_DISABLED
    }

    /**
     * Makes a delivery due at once, with a schedule that starts anew.
     *
     * @param account whose it must be; anyone's if null
     */
    public Replay one(String id, @Nullable String account) {
        if (!id.matches("[A-Za-z0-9_]{1,64}")) {
            return Replay.NOT_FOUND;
        }
        String owner = account == null ? "" : account;
        record Found(boolean removed, boolean disabled, boolean fifo) {}
        Found found = database.sql("""
                        select e.key is null as removed, e.disabled_reason is not null as disabled,
                          e.ordering = 'fifo' as fifo
                        from relay.delivery d left join relay.endpoint e on e.key = d.endpoint_key
                        where d.id = ? and (? = '' or d.account_id = ?)
                        """)
                .params(id, owner, owner)
                .query((row, number) ->
                        new Found(row.getBoolean("removed"), row.getBoolean("disabled"), row.getBoolean("fifo")))
                .optional()
                .orElse(null);
        if (found == null) {
            return Replay.NOT_FOUND;
        }
        if (found.removed()) {
            return Replay.ENDPOINT_REMOVED;
        }
        if (found.disabled()) {
            return Replay.ENDPOINT_DISABLED;
        }
        if (found.fifo()) {
            reopenLane(id);
        }
        // What still waits for its first attempt is in its lane already, and is not to overtake the others there.
        database.sql("""
                        update relay.delivery
                        set status = 'pending', next_at = now(), round_start = attempts, delivered_at = null, in_lane = ?
                        where id = ? and attempts > 0
                        """).params(found.fifo(), id).update();
        return Replay.QUEUED;
    }

    private void reopenLane(String deliveryId) {
        database.sql("""
                        insert into relay.lane (endpoint_key, account_id, waiting, waiting_since, held_until)
                        select endpoint_key, account_id, true, now(), '-infinity' from relay.delivery
                        where id = ? and account_id is not null
                        on conflict (endpoint_key, account_id) do update
                          set waiting = true,
                              held_until = case when relay.lane.holder is null then '-infinity'
                                else relay.lane.held_until end
                        """).param(deliveryId).update();
    }
}
