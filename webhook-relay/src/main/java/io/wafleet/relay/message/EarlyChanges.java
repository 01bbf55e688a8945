package io.wafleet.relay.message;

import io.wafleet.common.event.EventData;
import io.wafleet.common.event.EventType;
import io.wafleet.common.json.ContractJson;
import io.wafleet.relay.stream.StoredJson;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What was told of a message before the message itself, as after a crash of its teller.
 *
 * <p>Failure policy: an unreachable database throws, and the caller's batch is read again.
 */
@Component
class EarlyChanges {

    private final JdbcClient database;

    EarlyChanges(JdbcClient database) {
        this.database = database;
    }

    record Change(String account, EventData data) {}

    /**
     * Keeps the change if the message is not there; one that is there has been changed by something newer. Of several
     * texts only the newest is kept.
     */
    void keep(String account, EventData change) {
        database.sql("""
                        insert into relay.early_change as e (account_id, message_id, chat_id, type, data, at)
                        select ?, coalesce(n.id, n.message_id), n.chat_id, ?, t.data, now()
                        from (select ?::jsonb as data) as t,
                          jsonb_to_record(t.data) as n(id text, message_id text, chat_id text)
                        where not exists (
                          select from relay.message m
                          where m.account_id = ? and m.id = coalesce(n.id, n.message_id) and m.chat_id = n.chat_id)
                        on conflict (account_id, message_id, chat_id, type) do update
                          set data = excluded.data, at = excluded.at
                          where coalesce((e.data ->> 'edited_at')::bigint, 0)
                            <= coalesce((excluded.data ->> 'edited_at')::bigint, 0)
                        """)
                .params(account, EventType.of(change).wireName(), StoredJson.of(change), account)
                .update();
    }

    /** Hands out what waits for these messages, by its type: a file that failed may be there later, an end comes last. */
    List<Change> take(List<LoggedMessage> messages) {
        return database.sql("""
                        with taken as (
                          delete from relay.early_change e
                          using jsonb_to_recordset(?::jsonb) as m(account_id text, id text, chat_id text)
                          where e.account_id = m.account_id and e.message_id = m.id and e.chat_id = m.chat_id
                          returning e.*)
                        select account_id, type, data from taken order by type
                        """)
                .param(StoredJson.of(messages.stream().map(Key::of).toList()))
                .query((row, number) -> new Change(
                        row.getString("account_id"),
                        ContractJson.mapper()
                                .readValue(
                                        row.getString("data"),
                                        EventType.named(row.getString("type"))
                                                .orElseThrow()
                                                .data())))
                .list();
    }

    /** Removes what waits for messages of an account. */
    void forget(String account) {
        database.sql("delete from relay.early_change where account_id = ?")
                .param(account)
                .update();
    }

    private record Key(String accountId, String id, String chatId) {

        static Key of(LoggedMessage message) {
            return new Key(message.accountId(), message.id(), message.chatId());
        }
    }
}
