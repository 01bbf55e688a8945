package io.wafleet.relay.chat;

import io.wafleet.common.chat.Contact;
import io.wafleet.common.message.ChatMessage;
import io.wafleet.relay.stream.StoredJson;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whom each account knows, inside the transaction of its caller.
 *
 * <p>Failure policy: an unreachable database throws, and the caller's batch is read again.
 */
@Component
public class Contacts {

    private final JdbcClient database;

    Contacts(JdbcClient database) {
        this.database = database;
    }

    private record Row(
            String accountId,
            String id,
            @Nullable String phone,
            @Nullable String lid,
            @Nullable String name,
            @Nullable String pushName,
            boolean isBusiness) {

        static Stream<Row> of(String account, Contact contact) {
            return idOf(contact.phone(), contact.lid())
                    .map(id -> new Row(
                            account,
                            id,
                            contact.phone(),
                            contact.lid(),
                            contact.name(),
                            contact.pushName(),
                            contact.isBusiness()));
        }

        static Stream<Row> of(String account, ChatMessage message) {
            // A sender of whom only the hidden id is known may be named by the chat.
            String phone = message.from().matches("[0-9]{1,32}") ? message.from() : null;
            return message.pushName() == null || message.pushName().isBlank()
                    ? Stream.empty()
                    : idOf(phone, message.fromLid())
                            .map(id -> new Row(account, id, phone, message.fromLid(), null, message.pushName(), false));
        }

        private static Stream<String> idOf(@Nullable String phone, @Nullable String lid) {
            return phone == null ? Stream.ofNullable(lid).map(hidden -> hidden + "@lid") : Stream.of(phone + "@c.us");
        }
    }

    /** What WhatsApp's own list says; a chosen name it leaves out stays. */
    public void sync(String account, List<Contact> contacts) {
        store(
                contacts.stream().flatMap(contact -> Row.of(account, contact)).toList(),
                "excluded.name",
                "excluded.is_business");
    }

    /** Remembers the names that the writers of each account's messages, oldest first, chose for themselves. */
    public void meet(Map<String, List<ChatMessage>> received) {
        store(
                received.entrySet().stream()
                        .flatMap(entry -> entry.getValue().stream().flatMap(message -> Row.of(entry.getKey(), message)))
                        .toList(),
                "c.name",
                "c.is_business");
    }

    private void store(List<Row> rows, String name, String isBusiness) {
        if (rows.isEmpty()) {
            return;
        }
        forgetHidden(rows);
        database.sql("""
                        insert into relay.contact as c (account_id, id, phone, lid, name, push_name, is_business)
                        select distinct on (account_id, id) account_id, id, phone, lid, name, push_name, is_business
                        from rows from (jsonb_to_recordset(?::jsonb) as (account_id text, id text, phone text, lid text,
                          name text, push_name text, is_business boolean)) with ordinality
                          as r(account_id, id, phone, lid, name, push_name, is_business, place)
                        where octet_length(id) <= 512
                        order by account_id, id, place desc
                        on conflict (account_id, id) do update
                          set phone = coalesce(excluded.phone, c.phone), lid = coalesce(excluded.lid, c.lid),
                              name = %s, push_name = coalesce(excluded.push_name, c.push_name), is_business = %s
                          where (c.lid, c.name, c.push_name, c.is_business) is distinct from
                                (coalesce(excluded.lid, c.lid), %s, coalesce(excluded.push_name, c.push_name), %s)
                        """.formatted(name, isBusiness, name, isBusiness))
                .param(StoredJson.of(rows))
                .update();
    }

    /** Whose number is known now is listed by it, and no more by the hidden id alone. */
    private void forgetHidden(List<Row> rows) {
        List<Row> known = rows.stream()
                .filter(row -> row.phone() != null && row.lid() != null)
                .toList();
        if (!known.isEmpty()) {
            database.sql("""
                            delete from relay.contact c using unnest(?::text[], ?::text[]) as k(account_id, lid)
                            where c.account_id = k.account_id and c.id = k.lid || '@lid'
                            """)
                    .params(
                            known.stream().map(Row::accountId).toArray(String[]::new),
                            known.stream()
                                    .map(row -> String.valueOf(row.lid()).replace("\0", ""))
                                    .toArray(String[]::new))
                    .update();
        }
    }

    /** Removes the contacts of an account. */
    public void forget(String account) {
        database.sql("delete from relay.contact where account_id = ?")
                .param(account)
                .update();
    }
}
