package io.wafleet.sandbox.message;

import io.wafleet.sandbox.identity.PhoneNumber;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Groups and their members. */
@Component
public class Groups {

    private final JdbcClient jdbc;

    Groups(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes sure that the group exists and that the phone is a member; the first to write is the owner. */
    public void join(String groupId, @Nullable String subject, PhoneNumber member) {
        jdbc.sql("""
                        insert into chat_group (id, subject, owner)
                        values (:id, coalesce(:subject, 'Group ' || substr(:id, 1, 12)), :owner)
                        on conflict (id) do update set subject = coalesce(:subject, subject)""")
                .param("id", groupId)
                .param("subject", subject)
                .param("owner", member.digits())
                .update();
        jdbc.sql("insert into group_member (group_id, member) values (?, ?) on conflict do nothing")
                .params(groupId, member.digits())
                .update();
    }

    public Optional<Group> find(String groupId) {
        List<PhoneNumber> members = members(groupId);
        return jdbc.sql("select id, subject, owner from chat_group where id = ?")
                .param(groupId)
                .query((row, index) -> new Group(
                        row.getString("id"),
                        row.getString("subject"),
                        new PhoneNumber(row.getString("owner")),
                        members))
                .optional();
    }

    public List<Group> of(PhoneNumber member) {
        return jdbc
                .sql("select group_id from group_member where member = ? order by group_id")
                .param(member.digits())
                .query(String.class)
                .list()
                .stream()
                .flatMap(id -> find(id).stream())
                .toList();
    }

    private List<PhoneNumber> members(String groupId) {
        return jdbc
                .sql("select member from group_member where group_id = ? order by rowid")
                .param(groupId)
                .query(String.class)
                .list()
                .stream()
                .map(PhoneNumber::new)
                .toList();
    }

    /** One group. */
    public record Group(String id, String subject, PhoneNumber owner, List<PhoneNumber> members) {

        public boolean has(PhoneNumber number) {
            return members.contains(number);
        }
    }
}
