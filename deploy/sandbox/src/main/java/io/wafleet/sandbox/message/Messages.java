package io.wafleet.sandbox.message;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.link.Link;
import io.wafleet.sandbox.wire.PageJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table of all messages, in the order in which they came. It only ever grows: an edit, a revocation, a reaction and a
 * vote are messages of their own, with the id of their parent.
 */
@Component
public class Messages {

    private static final int HISTORY = 2_000;

    private final JdbcClient jdbc;
    private final PageJson json;

    Messages(JdbcClient jdbc, PageJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void add(StoredMessage message) {
        jdbc.sql("""
                        insert into message
                            (account, message_key, id, chat, from_me, sender, recipient, wire, time, parent, ack)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        message.account().digits(),
                        message.wire().id(),
                        message.wire().bareId(),
                        message.chat(),
                        message.fromMe(),
                        message.sender().digits(),
                        message.recipient(),
                        json.write(message.wire()),
                        message.wire().t())
                .param(message.wire().parentId())
                .param(message.ack())
                .update();
    }

    /** Counts a message that a page has sent before; empty when it is new. */
    Optional<StoredMessage> sentAgain(PhoneNumber account, String key) {
        return jdbc.sql("""
                        update message set sends = sends + 1 where account = ? and message_key = ? and from_me
                        returning *""").params(account.digits(), key).query(this::message).optional();
    }

    /** A message of an account's chats by its id without the rest of its key. */
    public Optional<StoredMessage> byId(PhoneNumber account, String id) {
        return jdbc.sql("select * from message where account = ? and id = ? order by seq desc limit 1")
                .params(account.digits(), id)
                .query(this::message)
                .optional();
    }

    /** The last message with this id, whoever's it is. */
    public Optional<StoredMessage> byId(String id) {
        return jdbc.sql("select * from message where id = ? order by seq desc limit 1")
                .param(id)
                .query(this::message)
                .optional();
    }

    /** What a device has had already: the latest, oldest first. */
    List<StoredMessage> history(Link device) {
        return jdbc.sql("""
                        select * from (
                            select * from message where account = ? and parent is null and not hidden
                            and message_key not in (
                                select message_key from outbox where token = ? and message_key is not null)
                            order by seq desc limit ?)
                        order by seq""")
                .params(device.number().digits(), device.token(), HISTORY)
                .query(this::message)
                .list();
    }

    /** What was added to an account's messages, oldest first, by the ids of those messages. */
    Map<String, List<StoredMessage>> additions(PhoneNumber account) {
        return byParent(jdbc.sql("select * from message where account = ? and parent is not null order by seq")
                .param(account.digits())
                .query(this::message)
                .list());
    }

    /** The same as far as a device has had it. */
    Map<String, List<StoredMessage>> additions(Link device) {
        return byParent(jdbc.sql("""
                        select * from message where account = ? and parent is not null and message_key not in (
                            select message_key from outbox where token = ? and message_key is not null)
                        order by seq""")
                .params(device.number().digits(), device.token())
                .query(this::message)
                .list());
    }

    private static Map<String, List<StoredMessage>> byParent(List<StoredMessage> additions) {
        return additions.stream()
                .collect(Collectors.groupingBy(
                        message -> Objects.requireNonNull(message.wire().parentId())));
    }

    boolean isRevoked(PhoneNumber account, String id) {
        return additions(account).getOrDefault(id, List.of()).stream()
                .map(addition -> String.valueOf(addition.wire().content().subtype()))
                .anyMatch(subtype -> subtype.endsWith("_revoke"));
    }

    /** The account has deleted a message for itself; the other side keeps it. */
    public void hide(PhoneNumber account, String key) {
        jdbc.sql("update message set hidden = true where account = ? and message_key = ?")
                .params(account.digits(), key)
                .update();
    }

    /** Raises what the account has got in a chat, or only one message; returns those it was news for. */
    List<StoredMessage> raiseInbound(PhoneNumber account, @Nullable String chat, @Nullable String key, int ack) {
        return jdbc.sql("""
                        update message set ack = :ack
                        where account = :account and not from_me and ack < :ack and parent is null
                        and (chat = :chat or :chat is null) and (message_key = :key or :key is null)
                        returning *""")
                .param("ack", ack)
                .param("account", account.digits())
                .param("chat", chat)
                .param("key", key)
                .query(this::message)
                .list();
    }

    /** What the phone of a number has received, oldest first, from one account or from all. */
    List<StoredMessage> receivedBy(PhoneNumber phone, @Nullable PhoneNumber account) {
        return jdbc.sql("""
                        select * from message where from_me and parent is null
                        and (account = :account or :account is null)
                        and sender <> :phone and (recipient = :phone or recipient in (
                            select group_id from group_member where member = :phone))
                        order by seq""")
                .param("phone", phone.digits())
                .param("account", account == null ? null : account.digits())
                .query(this::message)
                .list();
    }

    /** Both sides of what an account and a phone, or a group, have written, oldest first. */
    List<StoredMessage> conversation(PhoneNumber account, String with) {
        return jdbc.sql("""
                        select * from message where account = :account and parent is null
                        and (recipient = :with or (sender = :with and recipient = :account))
                        order by seq""")
                .param("account", account.digits())
                .param("with", with)
                .query(this::message)
                .list();
    }

    Optional<StoredMessage> last(PhoneNumber account, String with) {
        return jdbc.sql("""
                        select * from message where account = :account and parent is null
                        and (recipient = :with or (sender = :with and recipient = :account))
                        order by seq desc limit 1""")
                .param("account", account.digits())
                .param("with", with)
                .query(this::message)
                .optional();
    }

    /** What accounts have sent and not every phone has confirmed yet. */
    List<StoredMessage> onTheirWay() {
        return jdbc.sql("select * from message where from_me and parent is null and ack = 1 order by seq")
                .query(this::message)
                .list();
    }

    private StoredMessage message(ResultSet row, int index) throws SQLException {
        return new StoredMessage(
                new PhoneNumber(row.getString("account")),
                row.getString("chat"),
                row.getBoolean("from_me"),
                new PhoneNumber(row.getString("sender")),
                row.getString("recipient"),
                json.message(row.getString("wire")),
                row.getInt("ack"),
                row.getInt("sends"));
    }
}
