package io.wafleet.sandbox.message;

import io.wafleet.sandbox.identity.PhoneNumber;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of how far each message of an account came with each phone; the message itself is where the last one is. */
@Component
class ReceiptTable {

    private final JdbcClient jdbc;

    ReceiptTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void sent(StoredMessage message, List<PhoneNumber> phones) {
        for (PhoneNumber phone : phones) {
            jdbc.sql("insert into receipt (account, id, phone, ack) values (?, ?, ?, ?)")
                    .params(message.account().digits(), message.wire().bareId(), phone.digits(), message.ack())
                    .update();
        }
    }

    /** Raises what fits; returns what it was news for, in the order of the messages. */
    List<Raised> raise(PhoneNumber account, Which which, int ack) {
        List<Receipt> receipts = below(account, which, ack);
        Map<String, Integer> messageAcks = new LinkedHashMap<>();
        for (Receipt receipt : receipts) {
            jdbc.sql("update receipt set ack = ? where account = ? and id = ? and phone = ?")
                    .params(ack, account.digits(), receipt.id(), receipt.phone().digits())
                    .update();
        }
        receipts.forEach(receipt -> messageAcks.computeIfAbsent(receipt.id(), id -> raiseMessage(account, id)));
        return receipts.stream()
                .map(receipt -> new Raised(
                        receipt.chat(),
                        receipt.id(),
                        receipt.phone(),
                        Objects.requireNonNull(messageAcks.get(receipt.id()))))
                .toList();
    }

    private List<Receipt> below(PhoneNumber account, Which which, int ack) {
        return jdbc.sql("""
                        select r.id, r.phone, m.chat from receipt r
                        join message m on m.account = r.account and m.id = r.id and m.from_me
                        where r.account = :account and r.ack < :ack
                        and (r.id = :id or :id is null) and (r.phone = :phone or :phone is null)
                        and (m.recipient = :recipient or :recipient is null)
                        order by m.seq, r.rowid""")
                .param("ack", ack)
                .param("account", account.digits())
                .param("id", which.id())
                .param("phone", which.phone() == null ? null : which.phone().digits())
                .param("recipient", which.recipient())
                .query((row, index) -> new Receipt(
                        row.getString("chat"), row.getString("id"), new PhoneNumber(row.getString("phone"))))
                .list();
    }

    private int raiseMessage(PhoneNumber account, String id) {
        return jdbc.sql("""
                        update message set ack = (select min(ack) from receipt where account = :account and id = :id)
                        where account = :account and id = :id and from_me returning ack""")
                .param("account", account.digits())
                .param("id", id)
                .query(Integer.class)
                .single();
    }

    /** Which receipts of an account; a null fits all. */
    record Which(
            @Nullable String id,
            @Nullable String recipient,
            @Nullable PhoneNumber phone) {}

    private record Receipt(String chat, String id, PhoneNumber phone) {}

    /**
     * One receipt that was raised.
     *
     * @param messageAck how far the message is now, with all its phones
     */
    record Raised(String chat, String id, PhoneNumber phone, int messageAck) {}
}
