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
        jdbc.sql("""
                        insert into group_member (group_id, member, admin)
                        values (:id, :member, (select owner = :member from chat_group where id = :id))
                        on conflict do nothing""").param("id", groupId).param("member", member.digits()).update();
    }

    void rename(String groupId, String subject) {
        jdbc.sql("update chat_group set subject = ? where id = ?")
                .params(subject, groupId)
                .update();
    }

    void remove(String groupId, PhoneNumber member) {
        jdbc.sql("delete from group_member where group_id = ? and member = ?")
                .params(groupId, member.digits())
                .update();
    }

    void setAdmin(String groupId, PhoneNumber member, boolean admin) {
        jdbc.sql("update group_member set admin = ? where group_id = ? and member = ?")
                .params(admin, groupId, member.digits())
                .update();
    }

    public Optional<Group> find(String groupId) {
        List<PhoneNumber> members = members(groupId, false);
        List<PhoneNumber> admins = members(groupId, true);
        return jdbc.sql("select id, subject, owner from chat_group where id = ?")
                .param(groupId)
                .query((row, index) -> new Group(
                        row.getString("id"),
                        row.getString("subject"),
                        new PhoneNumber(row.getString("owner")),
                        members,
                        admins))
                .optional();
    }

    /** The groups of somebody, with those that were left but still have messages. */
    public List<Group> of(PhoneNumber member) {
        return jdbc.sql("""
                        select group_id from group_member where member = :member
                        union select recipient from message where account = :member and recipient like '%@g.us'
                        order by 1""").param("member", member.digits()).query(String.class).list().stream()
                .flatMap(id -> find(id).stream())
                .toList();
    }

    private List<PhoneNumber> members(String groupId, boolean onlyAdmins) {
        return jdbc
                .sql("select member from group_member where group_id = ? and (admin or not ?) order by rowid")
                .params(groupId, onlyAdmins)
                .query(String.class)
                .list()
                .stream()
                .map(PhoneNumber::new)
                .toList();
    }

    /** One group. */
    public record Group(
            String id, String subject, PhoneNumber owner, List<PhoneNumber> members, List<PhoneNumber> admins) {

        public boolean has(PhoneNumber number) {
            return members.contains(number);
        }
    }
}
