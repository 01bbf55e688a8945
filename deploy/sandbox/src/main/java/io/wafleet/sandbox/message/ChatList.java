package io.wafleet.sandbox.message;

import io.wafleet.sandbox.identity.PhoneNumber;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** With whom accounts and phones have written, the latest first. */
@Component
public class ChatList {

    private final JdbcClient jdbc;

    ChatList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One conversation of an account, as the phone of one side has it in its list.
     *
     * @param with the number of a phone, or the id of a group
     * @param unread what this phone has not read yet
     */
    public record Entry(PhoneNumber account, String with, long lastSeq, int unread) {}

    /** The chats of a linked account, on the phone that it belongs to. */
    public List<Entry> ofAccount(PhoneNumber account) {
        return jdbc.sql("""
                        select case when from_me or recipient like '%@g.us' then recipient else sender end as other,
                               max(seq) as last, sum(not from_me and ack < 3) as unread
                        from message where account = ? and parent is null and not hidden
                        group by other order by last desc""")
                .param(account.digits())
                .query((row, index) ->
                        new Entry(account, row.getString("other"), row.getLong("last"), row.getInt("unread")))
                .list();
    }

    /** What a phone and linked accounts have written to each other, directly and in groups of the phone. */
    public List<Entry> ofPhone(PhoneNumber phone) {
        return jdbc.sql("""
                        select account, case when recipient like '%@g.us' then recipient else :phone end as other,
                               max(seq) as last, sum(from_me and ack < 3) as unread
                        from message
                        where parent is null and account <> :phone
                          and (sender = :phone or recipient = :phone
                               or recipient in (select group_id from group_member where member = :phone))
                        group by account, other order by last desc""")
                .param("phone", phone.digits())
                .query((row, index) -> new Entry(
                        new PhoneNumber(row.getString("account")),
                        row.getString("other"),
                        row.getLong("last"),
                        row.getInt("unread")))
                .list();
    }
}
