package io.wafleet.relay.message;

import io.wafleet.common.message.Ack;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How far sent messages have come. An acknowledgement only ever raises the state, and waits for a message that is not
 * there yet.
 *
 * <p>Failure policy: an unreachable database throws, and the caller's batch is read again.
 */
@Component
class Acknowledgements {

    private final JdbcClient database;

    Acknowledgements(JdbcClient database) {
        this.database = database;
    }

    /** How far the message of that id has come. */
    record Told(String account, String message, Ack ack) {

        private List<String> key() {
            return List.of(account, message);
        }

        /** Pending is the only state that a failure ends. */
        Told then(Told next) {
            boolean raises = next.ack.compareTo(ack) > 0 || (next.ack == Ack.FAILED && ack == Ack.PENDING);
            return raises ? next : this;
        }
    }

    /** Raises messages by what was told of them, in that order. */
    void raise(List<Told> acks) {
        if (acks.isEmpty()) {
            return;
        }
        Map<List<String>, Told> last = new LinkedHashMap<>();
        acks.forEach(told -> last.merge(told.key(), told, Told::then));
        Set<List<String>> known = new HashSet<>(database.sql("""
                        update relay.message m
                        set ack = case when m.ack is null or t.ack > m.ack or (t.ack = 0 and m.ack = 1) then t.ack
                              else m.ack end
                        from unnest(?::text[], ?::text[], ?::int[]) as t(account, id, ack)
                        where m.account_id = t.account and m.id = t.id and m.direction = 'outbound'
                        returning t.account, t.id
                        """)
                .params(columns(last.values()))
                .query((row, number) -> List.of(row.getString(1), row.getString(2)))
                .list());
        keep(last.values().stream().filter(told -> !known.contains(told.key())).toList());
    }

    private void keep(List<Told> early) {
        if (early.isEmpty()) {
            return;
        }
        database.sql("""
                        insert into relay.early_ack (account_id, message_id, ack, at)
                        select account, id, ack, now() from unnest(?::text[], ?::text[], ?::int[]) as t(account, id, ack)
                        on conflict (account_id, message_id) do update
                          set ack = greatest(relay.early_ack.ack, excluded.ack)
                        """).params(columns(early)).update();
    }

    private static List<Object> columns(Collection<Told> acks) {
        return List.of(
                acks.stream().map(Told::account).toArray(String[]::new),
                acks.stream().map(Told::message).toArray(String[]::new),
                acks.stream().map(told -> told.ack.ordinal()).toArray(Integer[]::new));
    }

    void fail(String account, String command) {
        database.sql("""
                        update relay.message set ack = 0
                        where account_id = ? and command_id = ? and direction = 'outbound' and coalesce(ack, 1) <= 1
                        """).params(account, command).update();
    }

    /** Removes what waits for messages of an account. */
    void forget(String account) {
        database.sql("delete from relay.early_ack where account_id = ?")
                .param(account)
                .update();
    }
}
