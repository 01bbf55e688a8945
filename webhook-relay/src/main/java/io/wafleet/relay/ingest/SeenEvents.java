package io.wafleet.relay.ingest;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Remembers which events took effect, longer than the topic keeps them.
 *
 * <p>Failure policy: an unreachable database throws; the batch is read again.
 */
@Component
class SeenEvents {

    private final JdbcClient database;

    SeenEvents(JdbcClient database) {
        this.database = database;
    }

    /** Those that are told for the first time, in their order. */
    List<ReceivedEvent> firstTold(List<ReceivedEvent> events) {
        Map<String, ReceivedEvent> byId = new LinkedHashMap<>();
        events.forEach(event -> byId.putIfAbsent(event.event().id(), event));
        List<ReceivedEvent> told = List.copyOf(byId.values());
        Set<String> fresh = new HashSet<>(database.sql("""
                        insert into relay.seen_event (id, account_id, record, at)
                        select id, account, record, now()
                        from unnest(?::text[], ?::text[], ?::text[]) as e(id, account, record)
                        order by id
                        on conflict (id) do update
                          set account_id = excluded.account_id, record = excluded.record, retired = false, at = now()
                          where relay.seen_event.retired and relay.seen_event.record <> excluded.record
                        returning id
                        """)
                .params(
                        told.stream().map(event -> event.event().id()).toArray(String[]::new),
                        told.stream().map(ReceivedEvent::account).toArray(String[]::new),
                        told.stream().map(ReceivedEvent::recordName).toArray(String[]::new))
                .query(String.class)
                .list());
        return told.stream().filter(event -> fresh.contains(event.event().id())).toList();
    }

    /** An account made anew under this id may tell the same facts again, in other records. */
    void retire(String account) {
        database.sql("update relay.seen_event set retired = true where account_id = ? and not retired")
                .param(account)
                .update();
    }

    /** The topic keeps events for 7 days, and up to 7 more in a segment that is not full; older ones cannot come again. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT2M")
    void sweep() {
        int removed;
        do {
            removed = database.sql("""
                            delete from relay.seen_event where ctid = any(array(
                              select ctid from relay.seen_event where at < now() - interval '15 days' limit 5000))
                            """).update();
        } while (removed == 5_000);
        // A message that is found later, when its account comes back, is told within the same time or never.
        database.sql("delete from relay.early_change where at < now() - interval '15 days'")
                .update();
        database.sql("delete from relay.early_ack where at < now() - interval '1 day'")
                .update();
        database.sql("delete from relay.account where deleted_at < now() - interval '15 days' and epoch = 0")
                .update();
    }
}
