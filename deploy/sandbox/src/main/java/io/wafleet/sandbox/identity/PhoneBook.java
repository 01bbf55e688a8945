package io.wafleet.sandbox.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Everybody the sandbox has heard of: number, LID and, where known, a name. */
@Component
public class PhoneBook {

    private final JdbcClient jdbc;

    PhoneBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Remembers a phone; a name that is given replaces the one known before. */
    public void remember(PhoneNumber number, @Nullable String name) {
        jdbc.sql("""
                        insert into phone (number, lid, name) values (:number, :lid, :name)
                        on conflict (number) do update set name = coalesce(excluded.name, phone.name)""")
                .param("number", number.digits())
                .param("lid", number.lid())
                .param("name", name)
                .update();
    }

    public Optional<Phone> find(PhoneNumber number) {
        return jdbc.sql("select number, name from phone where number = ?")
                .param(number.digits())
                .query(PhoneBook::phone)
                .optional();
    }

    /** Who is meant by an id in either form. */
    public Optional<PhoneNumber> resolve(String wid) {
        if (!wid.endsWith("@lid")) {
            return PhoneNumber.parse(wid);
        }
        return jdbc.sql("select number from phone where lid = ?")
                .param(wid)
                .query(String.class)
                .optional()
                .map(PhoneNumber::new);
    }

    /** Everybody with whom an account has exchanged messages, directly or in a group. */
    public List<Phone> contactsOf(PhoneNumber account) {
        return jdbc.sql("""
                        select number, name from phone where number in (
                            select sender from message where account = :account
                            union select recipient from message where account = :account
                            union select member from group_member where group_id in (
                                select group_id from group_member where member = :account)
                            union select :account)
                        order by number""")
                .param("account", account.digits())
                .query(PhoneBook::phone)
                .list();
    }

    private static Phone phone(ResultSet row, int index) throws SQLException {
        return new Phone(new PhoneNumber(row.getString("number")), row.getString("name"));
    }

    /** One entry. */
    public record Phone(PhoneNumber number, @Nullable String name) {}
}
