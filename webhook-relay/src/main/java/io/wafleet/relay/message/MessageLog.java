package io.wafleet.relay.message;

import io.wafleet.common.event.Event;
import io.wafleet.common.event.MediaLost;
import io.wafleet.common.event.MediaStored;
import io.wafleet.common.event.MessageAcknowledged;
import io.wafleet.common.event.MessageFailed;
import io.wafleet.common.event.MessageReceived;
import io.wafleet.common.event.MessageSent;
import io.wafleet.common.message.Ack;
import io.wafleet.common.message.Media;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes the log, inside the transaction of its caller.
 *
 * <p>Failure policy: an unreachable database throws, and the caller's batch is read again.
 */
@Component
public final class MessageLog {

    private final JdbcClient database;
    private final Clock clock;

    MessageLog(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Applies events in their order and says how many messages are new, by account. */
    public Map<String, Long> apply(List<Event> events) {
        Instant now = clock.instant();
        List<LoggedMessage> messages = new ArrayList<>();
        for (Event event : events) {
            if (event.data() instanceof MessageReceived received) {
                messages.add(LoggedMessage.of(event, received.message(), "inbound", now));
            } else if (event.data() instanceof MessageSent sent) {
                messages.add(LoggedMessage.of(event, sent.message(), "outbound", now));
            }
        }
        Map<String, Long> added = messages.isEmpty() ? Map.of() : insert(messages);
        for (Event event : events) {
            String account = String.valueOf(event.accountId());
            switch (event.data()) {
                case MessageAcknowledged acknowledged -> raise(account, acknowledged.id(), acknowledged.ack(), now);
                case MessageFailed failed -> fail(account, failed.commandId());
                case MediaStored stored -> media(account, stored.messageId(), stored.media());
                case MediaLost lost -> media(account, lost.messageId(), lost.media());
                default -> {}
            }
        }
        return added;
    }

    /** Removes what the log has of an account. */
    public void forget(String account) {
        database.sql("delete from relay.message where account_id = ?")
                .param(account)
                .update();
        database.sql("delete from relay.early_ack where account_id = ?")
                .param(account)
                .update();
    }

    private Map<String, Long> insert(List<LoggedMessage> messages) {
        return database.sql("""
                        with told as (
                          select * from jsonb_to_recordset(?::jsonb) as m(
                            account_id text, id text, direction text, chat_id text, type text, from_number text,
                            from_lid text, author text, to_number text, is_group boolean, message text,
                            timestamp bigint, reply_to text, mentions jsonb, push_name text, media jsonb,
                            client_message_id text, command_id text, metadata jsonb, backfilled boolean,
                            received_at timestamptz))
                        insert into relay.message (account_id, id, direction, chat_id, type, from_number, from_lid,
                          author, to_number, is_group, message, timestamp, reply_to, mentions, push_name, media, ack,
                          client_message_id, command_id, metadata, backfilled, received_at)
                        select m.account_id, m.id, m.direction, m.chat_id, m.type, m.from_number, m.from_lid, m.author,
                          m.to_number, m.is_group, m.message, m.timestamp, m.reply_to, m.mentions, m.push_name,
                          m.media, e.ack, m.client_message_id, m.command_id, m.metadata, m.backfilled, m.received_at
                        from told m left join relay.early_ack e
                          on m.direction = 'outbound' and e.account_id = m.account_id and e.message_id = m.id
                        on conflict do nothing
                        returning account_id
                        """).param(StoredJson.of(messages)).query(String.class).list().stream()
                .collect(Collectors.groupingBy(account -> account, Collectors.counting()));
    }

    private void raise(String account, String message, Ack ack, Instant now) {
        int known = database.sql("""
                        update relay.message
                        set ack = case when ack is null or ?::int > ack or (?::int = 0 and ack = 1) then ? else ack end
                        where account_id = ? and id = ? and direction = 'outbound'
                        """)
                .params(ack.ordinal(), ack.ordinal(), ack.ordinal(), account, message)
                .update();
        if (known == 0) {
            database.sql("""
                            insert into relay.early_ack (account_id, message_id, ack, at) values (?, ?, ?, ?::timestamptz)
                            on conflict (account_id, message_id) do update
                              set ack = greatest(relay.early_ack.ack, excluded.ack)
                            """)
                    .params(account, message, ack.ordinal(), now.toString())
                    .update();
        }
    }

    private void fail(String account, String command) {
        database.sql("""
                        update relay.message set ack = 0
                        where account_id = ? and command_id = ? and direction = 'outbound' and coalesce(ack, 1) <= 1
                        """).params(account, command).update();
    }

    /** What the newer telling leaves out, such as the caption, stays. */
    private void media(String account, String message, Media media) {
        database.sql("""
                        update relay.message set media = coalesce(media, '{}') || ?::jsonb
                        where account_id = ? and id = ?
                        """)
                .params(StoredJson.of(Objects.requireNonNull(media)), account, message)
                .update();
    }
}
