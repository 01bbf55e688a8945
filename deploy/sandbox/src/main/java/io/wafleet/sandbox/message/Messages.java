package io.wafleet.sandbox.message;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.link.Link;
import io.wafleet.sandbox.wire.PageJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of all messages, in the order in which they came. */
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
                            (account, message_key, id, chat, from_me, sender, recipient, wire, time, ack)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        message.account().digits(),
                        message.wire().id(),
                        message.wire().bareId(),
                        message.chat(),
                        message.fromMe(),
                        message.sender().digits(),
                        message.recipient(),
                        json.write(message.wire()),
                        message.wire().t(),
                        message.ack())
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
                            select * from message where account = ? and message_key not in (
                                select message_key from outbox where token = ? and message_key is not null)
                            order by seq desc limit ?)
                        order by seq""")
                .params(device.number().digits(), device.token(), HISTORY)
                .query(this::message)
                .list();
    }

    /** What the phone of a number has received, oldest first, from one account or from all. */
    public List<StoredMessage> receivedBy(PhoneNumber phone, @Nullable PhoneNumber account) {
        return jdbc.sql("""
                        select * from message where from_me and (account = :account or :account is null)
                        and sender <> :phone and (recipient = :phone or recipient in (
                            select group_id from group_member where member = :phone))
                        order by seq""")
                .param("phone", phone.digits())
                .param("account", account == null ? null : account.digits())
                .query(this::message)
                .list();
    }

    /** Both sides of what an account and a phone, or a group, have written, oldest first. */
    public List<StoredMessage> conversation(PhoneNumber account, String with) {
        return jdbc.sql("""
                        select * from message where account = ? and (recipient = ? or sender = ?)
                        order by seq""")
                .params(account.digits(), with, with)
                .query(this::message)
                .list();
    }

    /** Raises the acknowledgement of one message the account sent; false if it was as high already. */
    boolean acknowledge(PhoneNumber account, String id, int ack) {
        return jdbc.sql("update message set ack = ? where account = ? and id = ? and from_me and ack < ?")
                        .params(ack, account.digits(), id, ack)
                        .update()
                > 0;
    }

    /** Messages the account sent whose acknowledgement is lower than the given one, oldest first. */
    List<StoredMessage> below(PhoneNumber account, int ack) {
        return jdbc.sql("select * from message where account = ? and from_me and ack < ? order by seq")
                .params(account.digits(), ack)
                .query(this::message)
                .list();
    }

    /** What accounts have sent and no phone has confirmed yet. */
    List<StoredMessage> onTheirWay() {
        return jdbc.sql("select * from message where from_me and ack = 1 order by seq")
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
