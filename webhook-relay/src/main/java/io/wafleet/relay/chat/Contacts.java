package io.wafleet.relay.chat;

import io.wafleet.common.chat.Contact;
import io.wafleet.common.message.ChatMessage;
import io.wafleet.relay.stream.StoredJson;
import java.util.List;
import java.util.Objects;
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
            String id,
            @Nullable String phone,
            @Nullable String lid,
            @Nullable String name,
            @Nullable String pushName,
            boolean isBusiness) {

        static Stream<Row> of(Contact contact) {
            return idOf(contact.phone(), contact.lid())
                    .map(id -> new Row(
                            id,
                            contact.phone(),
                            contact.lid(),
                            contact.name(),
                            contact.pushName(),
                            contact.isBusiness()));
        }

        static Stream<Row> of(ChatMessage message) {
            // A sender of whom only the hidden id is known may be named by the chat.
            String phone = message.from().matches("[0-9]{1,32}") ? message.from() : null;
            return message.pushName() == null || message.pushName().isBlank()
                    ? Stream.empty()
                    : idOf(phone, message.fromLid())
                            .map(id -> new Row(id, phone, message.fromLid(), null, message.pushName(), false));
        }

        private static Stream<String> idOf(@Nullable String phone, @Nullable String lid) {
            return phone == null ? Stream.ofNullable(lid).map(hidden -> hidden + "@lid") : Stream.of(phone + "@c.us");
        }
    }

    /** What WhatsApp's own list says; a chosen name it leaves out stays. */
    public void sync(String account, List<Contact> contacts) {
        store(account, contacts.stream().flatMap(Row::of).toList(), "excluded.name", "excluded.is_business");
    }

    /** Remembers the names that the writers of these messages, oldest first, chose for themselves. */
    public void meet(String account, List<ChatMessage> messages) {
        store(account, messages.stream().flatMap(Row::of).toList(), "c.name", "c.is_business");
    }

    private void store(String account, List<Row> rows, String name, String isBusiness) {
        if (rows.isEmpty()) {
            return;
        }
        forgetHidden(account, rows);
        database.sql("""
                        insert into relay.contact as c (account_id, id, phone, lid, name, push_name, is_business)
                        select distinct on (id) ?, id, phone, lid, name, push_name, is_business
                        from rows from (jsonb_to_recordset(?::jsonb) as (id text, phone text, lid text, name text,
                          push_name text, is_business boolean)) with ordinality
                          as r(id, phone, lid, name, push_name, is_business, place)
                        where octet_length(id) <= 512
                        order by id, place desc
                        on conflict (account_id, id) do update
                          set phone = coalesce(excluded.phone, c.phone), lid = coalesce(excluded.lid, c.lid),
                              name = %s, push_name = coalesce(excluded.push_name, c.push_name), is_business = %s
                          where (c.lid, c.name, c.push_name, c.is_business) is distinct from
                                (coalesce(excluded.lid, c.lid), %s, coalesce(excluded.push_name, c.push_name), %s)
                        """.formatted(name, isBusiness, name, isBusiness))
                .params(account, StoredJson.of(rows))
                .update();
    }

    /** Whose number is known now is listed by it, and no more by the hidden id alone. */
    private void forgetHidden(String account, List<Row> rows) {
        String[] hidden = rows.stream()
                .filter(row -> row.phone() != null)
                .map(Row::lid)
                .filter(Objects::nonNull)
                .map(lid -> lid.replace("\0", "") + "@lid")
                .toArray(String[]::new);
        if (hidden.length > 0) {
            database.sql("delete from relay.contact where account_id = ? and id = any(?)")
                    .params(account, hidden)
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
