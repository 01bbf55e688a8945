package io.wafleet.relay.message;

import io.wafleet.common.event.EventData;
import io.wafleet.common.event.MediaLost;
import io.wafleet.common.event.MediaStored;
import io.wafleet.common.event.MessageEdited;
import io.wafleet.common.event.MessageRevoked;
import io.wafleet.common.message.Media;
import io.wafleet.relay.chat.Chats;
import io.wafleet.relay.stream.StoredJson;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Changes messages of the log. A change that is told before its message waits for it in {@link EarlyChanges}.
 *
 * <p>Failure policy: an unreachable database throws, and the caller's batch is read again.
 */
@Component
class MessageChanges {

    private final JdbcClient database;
    private final EarlyChanges early;
    private final Chats chats;

    MessageChanges(JdbcClient database, EarlyChanges early, Chats chats) {
        this.database = database;
        this.early = early;
        this.chats = chats;
    }

    /** Only the newest text stays; that of a file is its caption. */
    void edit(String account, MessageEdited edited) {
        Objects.requireNonNull(edited.message());
        int known = database.sql("""
                        update relay.message m
                        set message = case when m.media is null then n.message else m.message end,
                            media = m.media || jsonb_build_object('caption', n.message),
                            edited_at = n.edited_at
                        from jsonb_to_record(?::jsonb) as n(id text, chat_id text, message text, edited_at bigint)
                        where m.account_id = ? and m.id = n.id and m.chat_id = n.chat_id and m.revoked_at is null
                          and coalesce(m.edited_at, 0) <= n.edited_at
                        """).params(StoredJson.of(edited), account).update();
        if (known == 0) {
            early.keep(account, edited);
        }
    }

    /** That it was there stays, and who took it back when; what it said goes, and what was said to it. */
    void revoke(String account, MessageRevoked revoked) {
        record Gone(boolean unread, long timestamp) {}
        String told = StoredJson.of(revoked);
        List<Gone> gone = database.sql("""
                        update relay.message m
                        set message = null, media = null, location = null, contacts = '[]', poll = null, mentions = '[]',
                            revoked_at = n.revoked_at, revoked_by = n."from"
                        from jsonb_to_record(?::jsonb) as n(id text, chat_id text, "from" text, revoked_at bigint)
                        where m.account_id = ? and m.id = n.id and m.chat_id = n.chat_id and m.revoked_at is null
                        returning m.direction = 'inbound' and not m.history, m.timestamp
                        """)
                .params(told, account)
                .query((row, number) -> new Gone(row.getBoolean(1), row.getLong(2)))
                .list();
        if (gone.isEmpty()) {
            early.keep(account, revoked);
            return;
        }
        for (String table : List.of("reaction", "vote")) {
            database.sql("""
                            delete from relay.%s r using jsonb_to_record(?::jsonb) as n(id text, chat_id text)
                            where r.account_id = ? and r.message_id = n.id and r.chat_id = n.chat_id
                            """.formatted(table)).params(told, account).update();
        }
        gone.stream()
                .filter(Gone::unread)
                .forEach(message -> chats.withdraw(account, revoked.chatId(), message.timestamp));
    }

    void store(String account, MediaStored stored) {
        media(account, stored, stored.media());
    }

    void lose(String account, MediaLost lost) {
        media(account, lost, lost.media());
    }

    /** What the newer telling leaves out, such as the caption, stays. */
    private void media(String account, EventData told, Media media) {
        Objects.requireNonNull(media);
        int known = database.sql("""
                        update relay.message m set media = coalesce(m.media, '{}') || n.media
                        from jsonb_to_record(?::jsonb) as n(message_id text, chat_id text, media jsonb)
                        where m.account_id = ? and m.id = n.message_id and m.chat_id = n.chat_id
                          and m.revoked_at is null
                        """).params(StoredJson.of(told), account).update();
        if (known == 0) {
            early.keep(account, told);
        }
    }

    /** Changes these messages as was told before they came. */
    void settle(List<LoggedMessage> messages) {
        early.take(messages).forEach(change -> {
            switch (change.data()) {
                case MessageEdited edited -> edit(change.account(), edited);
                case MessageRevoked revoked -> revoke(change.account(), revoked);
                case MediaStored stored -> store(change.account(), stored);
                case MediaLost lost -> lose(change.account(), lost);
                default -> {}
            }
        });
    }

    /** Removes what waits for messages of an account. */
    void forget(String account) {
        early.forget(account);
    }
}
