package io.wafleet.relay.chat;

import io.wafleet.common.chat.ChatSummary;
import io.wafleet.common.event.ChatSeen;
import io.wafleet.relay.stream.StoredJson;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The chat list of each account, inside the transaction of its caller.
 *
 * <p>Failure policy: an unreachable database throws, and the caller's batch is read again.
 */
@Component
public class Chats {

    private final JdbcClient database;

    Chats(JdbcClient database) {
        this.database = database;
    }

    /** Moves the chats of these messages up and counts what is unread. */
    public void add(List<NewMessage> messages) {
        String told = StoredJson.of(messages);
        database.sql("""
                        insert into relay.chat (account_id, id, is_group)
                        select distinct on (account, chat) account, chat, is_group
                        from jsonb_to_recordset(?::jsonb) as m(account text, chat text, is_group boolean)
                        on conflict do nothing
                        """).param(told).update();
        // What was told in the second of WhatsApp's own count was counted there if it was found later, else not.
        database.sql("""
                        with told as (
                          select * from jsonb_to_recordset(?::jsonb) as m(account text, chat text, timestamp bigint,
                            seq bigint, unread boolean, backfilled boolean)),
                        news as (
                          select c.account_id, c.id, max(m.timestamp) as at,
                            (array_agg(m.seq order by m.timestamp desc, m.seq desc))[1] as seq,
                            count(*) filter (where m.unread and m.timestamp >= c.seen_at
                              and m.timestamp >= c.counted_to
                              and not (m.backfilled and m.timestamp = c.counted_to)) as unread
                          from told m join relay.chat c on c.account_id = m.account and c.id = m.chat
                          group by c.account_id, c.id)
                        update relay.chat c
                        set last_message = case when (n.at, n.seq) > (c.last_message_at, coalesce(c.last_message, 0))
                              then n.seq else c.last_message end,
                            last_message_at = greatest(c.last_message_at, n.at),
                            last_activity = greatest(c.last_activity, n.at),
                            unread_count = c.unread_count + n.unread
                        from news n where c.account_id = n.account_id and c.id = n.id
                        """).param(told).update();
    }

    /** An unread message that was deleted is not to be read any more. */
    public void withdraw(String account, String chat, long timestamp) {
        database.sql("""
                        update relay.chat set unread_count = unread_count - 1
                        where account_id = ? and id = ? and unread_count > 0 and seen_at < ?
                        """).params(account, chat, timestamp).update();
    }

    /** Messages after that moment are unread still; only they are counted. */
    public void seen(String account, ChatSeen seen) {
        database.sql("insert into relay.chat (account_id, id, is_group) values (?, ?, ?) on conflict do nothing")
                .params(account, seen.chatId(), seen.chatId().endsWith("@g.us"))
                .update();
        database.sql("""
                        update relay.chat c
                        set seen_at = greatest(seen_at, ?), marked_unread = false,
                            unread_count = case when last_message_at <= ? then 0
                              else least(unread_count, (
                                select count(*) from relay.message m
                                where m.account_id = c.account_id and m.chat_id = c.id and m.timestamp > ?
                                  and m.direction = 'inbound' and not m.history and m.revoked_at is null)) end
                        where account_id = ? and id = ?
                        """)
                .params(seen.seenAt(), seen.seenAt(), seen.seenAt(), account, seen.chatId())
                .update();
    }

    /** What WhatsApp's own list says; a name it leaves out stays. */
    public void sync(String account, List<ChatSummary> chats) {
        database.sql("""
                        insert into relay.chat as c (account_id, id, lid, name, is_group, unread_count, marked_unread,
                          archived, pinned, muted, last_activity, counted_to)
                        select distinct on (id) ?, id, lid, name, is_group, greatest(unread_count, 0), unread_count < 0,
                          archived, pinned, muted, greatest(last_activity, 0), greatest(last_activity, 0)
                        from jsonb_to_recordset(?::jsonb) as s(id text, lid text, name text, is_group boolean,
                          unread_count integer, last_activity bigint, archived boolean, pinned boolean, muted boolean)
                        where octet_length(id) <= 512
                        on conflict (account_id, id) do update
                          set lid = coalesce(excluded.lid, c.lid), name = coalesce(excluded.name, c.name),
                              is_group = excluded.is_group, unread_count = excluded.unread_count,
                              marked_unread = excluded.marked_unread, archived = excluded.archived,
                              pinned = excluded.pinned, muted = excluded.muted, counted_to = excluded.counted_to,
                              last_activity = greatest(c.last_activity, excluded.last_activity)
                        """).params(account, StoredJson.of(chats)).update();
    }

    /** Removes the chats of an account. */
    public void forget(String account) {
        database.sql("delete from relay.chat where account_id = ?")
                .param(account)
                .update();
    }
}
