package io.wafleet.relay.ingest;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The highest epoch that each account was told of in, and its count of messages.
 *
 * <p>Failure policy: an unreachable database throws; the batch is read again.
 */
@Component
class AccountEpochs {

    private final JdbcClient database;

    AccountEpochs(JdbcClient database) {
        this.database = database;
    }

    /** By account; the rows are locked until the transaction ends, so that two relays do not judge the same account. */
    Map<String, Long> of(Collection<String> accounts) {
        String[] ids = accounts.stream().distinct().sorted().toArray(String[]::new);
        database.sql("insert into relay.account (id) select unnest(?::text[]) on conflict do nothing")
                .param(ids)
                .update();
        Map<String, Long> epochs = new HashMap<>();
        database.sql("select id, epoch from relay.account where id = any(?) order by id for update")
                .param(ids)
                .query(row -> {
                    epochs.put(row.getString(1), row.getLong(2));
                });
        return epochs;
    }

    void store(Map<String, Long> epochs, Map<String, Long> messagesAdded) {
        String[] ids = epochs.keySet().toArray(String[]::new);
        Long[] epoch = new Long[ids.length];
        Long[] added = new Long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            epoch[i] = epochs.get(ids[i]);
            added[i] = messagesAdded.getOrDefault(ids[i], 0L);
        }
        database.sql("""
                        update relay.account a set epoch = n.epoch, messages = a.messages + n.added
                        from unnest(?::text[], ?::bigint[], ?::bigint[]) as n(id, epoch, added)
                        where a.id = n.id and (a.epoch <> n.epoch or n.added > 0)
                        """).params(ids, epoch, added).update();
    }

    /** When it was deleted is kept: what was asked of it before may be read later. */
    void forget(String account, Instant deletedAt) {
        database.sql("update relay.account set epoch = 0, messages = 0, deleted_at = ?::timestamptz where id = ?")
                .params(deletedAt.toString(), account)
                .update();
    }
}
