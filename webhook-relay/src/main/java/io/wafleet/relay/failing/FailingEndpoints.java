package io.wafleet.relay.failing;

import io.wafleet.relay.endpoint.Endpoints;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The endpoints that fail, in the database.
 *
 * <p>Failure policy: an unreachable database throws; the caller tries again. A probe whose relay dies is made again when
 * its time is over.
 */
@Component
public final class FailingEndpoints {

    private static final Logger log = LoggerFactory.getLogger(FailingEndpoints.class);
    private static final int MARGIN_MS = 5_000;

    private final JdbcClient database;
    private final Endpoints endpoints;
    private final FailingSettings settings;
    private final Clock clock;

    FailingEndpoints(JdbcClient database, Endpoints endpoints, FailingSettings settings, Clock clock) {
        this.database = database;
        this.endpoints = endpoints;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether a failed probe with a delivery of that age uses up none of its retries. */
    public boolean isFree(Instant deliveryMadeAt) {
        return deliveryMadeAt.plus(settings.patience()).isAfter(clock.instant());
    }

    /**
     * Takes endpoints with an open breaker to which one delivery may be sent now, and for which one waits; the same are
     * not given out again before that attempt must have ended.
     */
    public List<Long> claimProbes(int most) {
        return database.sql("""
                        with due as (
                          select f.endpoint_key, e.timeout_ms
                          from relay.failing_endpoint f
                          join relay.endpoint e on e.key = f.endpoint_key and e.disabled_reason is null
                          where f.probe_at <= now()
                            and (exists (select 1 from relay.lane l where l.endpoint_key = f.endpoint_key
                                and l.waiting and l.held_until <= now())
                              or (select d.next_at from relay.delivery d
                                where d.endpoint_key = f.endpoint_key and d.status = 'pending' and not d.in_lane
                                order by d.next_at limit 1) <= now())
                          order by f.probe_at limit ? for update of f skip locked)
                        update relay.failing_endpoint f
                        set probing = true, probe_at = now() + (due.timeout_ms + ?) * interval '1 millisecond'
                        from due where f.endpoint_key = due.endpoint_key
                        returning f.endpoint_key
                        """).params(most, MARGIN_MS).query(Long.class).list();
    }

    /** Writes down what these attempts, in their order, say about their endpoints, in the transaction of the caller. */
    public void note(List<Tried> attempts) {
        attempts.stream().filter(tried -> tried.result() == Tried.Result.GONE).forEach(this::disable);
        Set<Long> keys = new TreeSet<>();
        Set<Long> failed = new TreeSet<>();
        for (Tried tried : attempts) {
            keys.add(tried.endpointKey());
            if (tried.result() != Tried.Result.ACCEPTED) {
                failed.add(tried.endpointKey());
            }
        }
        Instant now = clock.instant();
        if (!failed.isEmpty()) {
            begin(failed, now);
        }
        Map<Long, Failing> before = lock(keys);
        if (before.isEmpty()) {
            return;
        }
        Map<Long, @Nullable Failing> after = new HashMap<>(before);
        for (Tried tried : attempts) {
            Failing current = after.get(tried.endpointKey());
            if (current == null && tried.result() != Tried.Result.ACCEPTED) {
                current = Failing.from(now);
            }
            if (current != null) {
                after.put(tried.endpointKey(), current.after(tried, now, settings));
            }
        }
        after.forEach((key, failing) -> store(key, before.get(key), failing));
    }

    private void disable(Tried gone) {
        if (endpoints.disableAsGone(gone.endpointKey(), gone.url())) {
            log.atWarn().addKeyValue("endpoint", gone.endpointKey()).log("endpoint.gone");
        }
    }

    /** Takes the endpoint for well again: it was changed, or is known to work. */
    public void forget(long endpointKey) {
        database.sql("delete from relay.failing_endpoint where endpoint_key = ?")
                .param(endpointKey)
                .update();
    }

    private void begin(Set<Long> keys, Instant now) {
        database.sql("""
                        insert into relay.failing_endpoint (endpoint_key, since, last_at)
                        select key, ?::timestamptz, ?::timestamptz from relay.endpoint where key = any(?) order by key
                        on conflict do nothing
                        """)
                .params(now.toString(), now.toString(), keys.toArray(Long[]::new))
                .update();
    }

    /** In one order, so that two relays never wait for each other. */
    private Map<Long, Failing> lock(Set<Long> keys) {
        Map<Long, Failing> failing = new HashMap<>();
        database.sql(
                        "select * from relay.failing_endpoint where endpoint_key = any(?) order by endpoint_key for update")
                .param(keys.toArray(Long[]::new))
                .query(row -> {
                    failing.put(row.getLong("endpoint_key"), read(row));
                });
        return failing;
    }

    private void store(long key, @Nullable Failing before, @Nullable Failing after) {
        boolean wasOpen = before != null && before.open();
        if (after == null) {
            forget(key);
        } else {
            Duration nextProbe = after.nextProbe();
            database.sql("""
                            update relay.failing_endpoint
                            set told = case when since = :since::timestamptz then told else 0 end,
                                since = :since::timestamptz, last_at = :last::timestamptz, failures = :failures,
                                failed_probes = :probes, probing = probing and :open and :wait::bigint is null,
                                probe_at = case when :open
                                  then coalesce(now() + :wait::bigint * interval '1 millisecond', probe_at) end
                            where endpoint_key = :key
                            """)
                    .param("since", after.since().toString())
                    .param("last", after.lastAt().toString())
                    .param("failures", after.failures())
                    .param("probes", after.failedProbes())
                    .param("open", after.open())
                    .param("wait", nextProbe == null ? null : nextProbe.toMillis())
                    .param("key", key)
                    .update();
        }
        boolean isOpen = after != null && after.open();
        if (isOpen != wasOpen) {
            log.atInfo().addKeyValue("endpoint", key).log(isOpen ? "breaker.opened" : "breaker.closed");
        }
    }

    private static Failing read(ResultSet row) throws SQLException {
        return new Failing(
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getObject("last_at", OffsetDateTime.class).toInstant(),
                row.getInt("failures"),
                row.getObject("probe_at") != null,
                row.getInt("failed_probes"),
                null);
    }
}
