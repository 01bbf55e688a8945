package io.wafleet.relay.message;

import io.wafleet.relay.chat.NewMessage;
import io.wafleet.relay.stream.StoredJson;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Puts messages into the log, each once.
 *
 * <p>Failure policy: an unreachable database throws, and the caller's batch is read again.
 */
@Component
class MessageRows {

    private static final String INSERT = """
            with told as (
              select m.*, row_number() over () as place from jsonb_to_recordset(?::jsonb) as m(
                account_id text, id text, direction text, chat_id text, type text, from_number text, from_lid text,
                author text, to_number text, is_group boolean, message text, timestamp bigint, reply_to text,
                mentions jsonb, forwarded boolean, push_name text, media jsonb, location jsonb, contacts jsonb,
                poll jsonb, ack smallint, client_message_id text, command_id text, metadata jsonb,
                backfilled boolean, history boolean, received_at timestamptz))
            insert into relay.message as known (account_id, id, direction, chat_id, type, from_number, from_lid, author,
              to_number, is_group, message, timestamp, reply_to, mentions, forwarded, push_name, media, location,
              contacts, poll, ack, client_message_id, command_id, metadata, backfilled, history, received_at)
            select m.account_id, m.id, m.direction, m.chat_id, m.type, m.from_number, m.from_lid, m.author,
              m.to_number, m.is_group, m.message, m.timestamp, m.reply_to, m.mentions, m.forwarded, m.push_name,
              m.media, m.location, m.contacts, m.poll, greatest(m.ack, e.ack), m.client_message_id, m.command_id,
              m.metadata, m.backfilled, m.history, m.received_at
            from told m left join relay.early_ack e
              on m.direction = 'outbound' and e.account_id = m.account_id and e.message_id = m.id
            order by m.place
            """;
    private static final String RETURNING = """
            returning account_id, chat_id, is_group, timestamp, seq, direction = 'inbound' and not history as unread,
              backfilled, xmax = 0 as is_new
            """;

    private final JdbcClient database;

    MessageRows(JdbcClient database) {
        this.database = database;
    }

    /**
     * What has been put in.
     *
     * @param news what had not been told before; what was known from history alone counts as told now
     */
    record Added(List<NewMessage> news, Map<String, Long> perAccount) {}

    /** A message that history had told already is one of its own from now on; what the history said of it stays. */
    Added tell(List<LoggedMessage> messages) {
        return insert(messages, """
                on conflict (account_id, id, chat_id, direction) do update
                  set history = false, backfilled = excluded.backfilled, metadata = excluded.metadata,
                      client_message_id = excluded.client_message_id, command_id = excluded.command_id
                  where known.history
                """);
    }

    /** Of a message that is known, history can tell no more than that it has come further. */
    Added recall(List<LoggedMessage> messages) {
        return insert(messages, """
                on conflict (account_id, id, chat_id, direction) do update set ack = excluded.ack
                  where excluded.ack > coalesce(known.ack, 1)
                """);
    }

    private Added insert(List<LoggedMessage> messages, String otherwise) {
        Map<String, Long> perAccount = new LinkedHashMap<>();
        List<NewMessage> news = database.sql(INSERT + otherwise + RETURNING)
                .param(StoredJson.of(oncePerMessage(messages)))
                .query((row, number) -> {
                    if (row.getBoolean("is_new")) {
                        perAccount.merge(row.getString("account_id"), 1L, Long::sum);
                    }
                    return new NewMessage(
                            row.getString("account_id"),
                            row.getString("chat_id"),
                            row.getBoolean("is_group"),
                            row.getLong("timestamp"),
                            row.getLong("seq"),
                            row.getBoolean("unread"),
                            row.getBoolean("backfilled"));
                })
                .list();
        return new Added(news, perAccount);
    }

    void forget(String account) {
        database.sql("delete from relay.message where account_id = ?")
                .param(account)
                .update();
    }

    /** One statement cannot meet the same row twice. */
    private static Collection<LoggedMessage> oncePerMessage(List<LoggedMessage> messages) {
        Map<List<String>, LoggedMessage> first = new LinkedHashMap<>();
        messages.forEach(message -> first.putIfAbsent(message.key(), message));
        return first.values();
    }
}
