package io.wafleet.relay.delivery;

import com.github.f4b6a3.ulid.UlidCreator;
import io.wafleet.common.event.Event;
import io.wafleet.common.event.WebhookDisabled;
import io.wafleet.common.event.WebhookFailing;
import io.wafleet.relay.endpoint.Endpoint;
import io.wafleet.relay.failing.FailingEndpoints;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows of what is to be delivered; first attempts are handed out by {@code Lanes}, retries from here.
 *
 * <p>Failure policy: an unreachable database throws; the caller tries again.
 */
@Component
public final class DeliveryQueue {

    private final JdbcClient database;
    private final WebhookBody bodies;
    private final FailingEndpoints failing;

    DeliveryQueue(JdbcClient database, WebhookBody bodies, FailingEndpoints failing) {
        this.database = database;
        this.bodies = bodies;
        this.failing = failing;
    }

    /** Puts in what these endpoints want to hear of these events, in the order of the events, and says how many. */
    public int enqueue(List<Event> events, List<Endpoint> endpoints) {
        List<Row> rows = new ArrayList<>();
        for (Event event : events) {
            List<Endpoint> wanting = endpoints.stream()
                    .filter(endpoint -> isFor(endpoint, event)
                            && !isAbout(endpoint, event)
                            && endpoint.events().wants(event.type().wireName()))
                    .toList();
            if (!wanting.isEmpty()) {
                String body = bodies.of(event);
                String flat = wanting.stream().anyMatch(Endpoint::flat) ? bodies.flat(event) : null;
                wanting.forEach(
                        endpoint -> rows.add(new Row(endpoint, event, endpoint.flat() && flat != null ? flat : body)));
            }
        }
        if (rows.isEmpty()) {
            return 0;
        }
        openLanes(rows);
        return insert(rows);
    }

    /**
     * Takes due retries, those due longest first, as many as there are slots for; until their leases end they are the
     * caller's.
     */
    List<Due> claimRetries(Slots.Free free) {
        return database.sql("""
                        with busy as (select * from unnest(?::bigint[], ?::int[]) as b(key, free)),
                        due as (
                          select d.seq, e.key
                          from relay.endpoint e left join busy b on b.key = e.key
                          cross join lateral (
                            select seq, next_at from relay.delivery
                            where endpoint_key = e.key and status = 'pending' and not in_lane and next_at <= now()
                            order by next_at limit coalesce(b.free, ?)) d
                          where e.disabled_reason is null
                            and not exists (select 1 from relay.failing_endpoint f
                              where f.endpoint_key = e.key and f.probe_at is not null)
                          order by d.next_at limit ?),
                        chosen as (
                          select d.seq, due.key from relay.delivery d join due using (seq)
                          where d.status = 'pending' and not d.in_lane and d.next_at <= now()
                          for update of d skip locked)
                        update relay.delivery d
                        set next_at = now() + (e.timeout_ms + 5000) * interval '1 millisecond'
                        from chosen join relay.endpoint e using (key)
                        where d.seq = chosen.seq
                        returning """ + " " + Due.COLUMNS)
                .params(free.busyKeys(), free.busyFree(), free.each(), free.forRetries())
                .query(Due::read)
                .list();
    }

    /** Takes the retry of an endpoint that has been due longest, whatever the breaker says. */
    Optional<Due> claimProbe(long endpointKey) {
        return database.sql("""
                        with chosen as (
                          select seq from relay.delivery
                          where endpoint_key = ? and status = 'pending' and not in_lane and next_at <= now()
                          order by next_at limit 1 for update skip locked)
                        update relay.delivery d
                        set next_at = now() + (e.timeout_ms + 5000) * interval '1 millisecond'
                        from chosen, relay.endpoint e
                        where d.seq = chosen.seq and e.key = d.endpoint_key and e.disabled_reason is null
                        returning """ + " " + Due.COLUMNS)
                .param(endpointKey)
                .query(Due::read)
                .optional();
    }

    /** Sends to it again at once, however it did before; call it when it was changed. */
    public void resume(long endpointKey) {
        failing.forget(endpointKey);
    }

    /** Gives up what these endpoints have not been sent; call it when they are removed. */
    public void cancel(Collection<Long> endpointKeys) {
        Long[] keys = endpointKeys.toArray(Long[]::new);
        database.sql(
                        "update relay.delivery set status = 'cancelled' where endpoint_key = any(?) and status = 'pending'")
                .param(keys)
                .update();
        database.sql("delete from relay.lane where endpoint_key = any(?)")
                .param(keys)
                .update();
        endpointKeys.forEach(failing::forget);
    }

    private static boolean isFor(Endpoint endpoint, Event event) {
        return endpoint.accountId() == null || endpoint.accountId().equals(String.valueOf(event.accountId()));
    }

    /** What an endpoint should hear of itself it could not hear. */
    private static boolean isAbout(Endpoint endpoint, Event event) {
        String subject = switch (event.data()) {
            case WebhookFailing failing -> failing.endpointId();
            case WebhookDisabled disabled -> disabled.endpointId();
            default -> null;
        };
        return endpoint.id().equals(subject) && endpoint.accountId() != null;
    }

    private void openLanes(List<Row> rows) {
        database.sql("""
                        insert into relay.lane (endpoint_key, account_id, waiting, waiting_since, held_until)
                        select distinct key, account, true, now(), '-infinity'::timestamptz
                        from unnest(?::bigint[], ?::text[]) as r(key, account) order by key, account
                        on conflict (endpoint_key, account_id) do update
                          set waiting = true,
                              waiting_since = case when relay.lane.waiting then relay.lane.waiting_since else now() end
                        """)
                .params(keys(rows), column(rows, row -> String.valueOf(row.event.accountId())))
                .update();
    }

    private int insert(List<Row> rows) {
        return database.sql("""
                        insert into relay.delivery (id, endpoint_key, endpoint_id, account_id, global, url, event_id, event,
                          event_at, payload, status, next_at, created_at)
                        select id, key, name, account, global, url, event_id, event, at, payload, 'pending', now(), now()
                        from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::boolean[], ?::text[], ?::text[],
                          ?::text[], ?::timestamptz[], ?::text[]) with ordinality
                          as r(id, key, name, account, global, url, event_id, event, at, payload, place)
                        order by place
                        on conflict (endpoint_key, event_id) do nothing
                        """)
                .params(
                        column(rows, row -> newId()),
                        keys(rows),
                        column(rows, row -> row.endpoint.id()),
                        column(rows, row -> String.valueOf(row.event.accountId())),
                        rows.stream()
                                .map(row -> row.endpoint.accountId() == null)
                                .toArray(Boolean[]::new),
                        column(rows, row -> row.endpoint.url()),
                        column(rows, row -> row.event.id()),
                        column(rows, row -> row.event.type().wireName()),
                        column(rows, row -> row.event.time().toString()),
                        column(rows, row -> row.payload))
                .update();
    }

    static String newId() {
        return "dlv_" + UlidCreator.getMonotonicUlid();
    }

    private static Long[] keys(List<Row> rows) {
        return rows.stream().map(row -> row.endpoint.key()).toArray(Long[]::new);
    }

    private static String[] column(List<Row> rows, java.util.function.Function<Row, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    private record Row(Endpoint endpoint, Event event, String payload) {}
}
