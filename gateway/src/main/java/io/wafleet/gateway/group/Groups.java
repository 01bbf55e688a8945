package io.wafleet.gateway.group;

import io.wafleet.common.account.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The groups of an account, as the webhook-relay publishes them.
 *
 * <p>Failure policy: without the database, or before the relay has made its views, a read is UNAVAILABLE.
 */
@Repository
class Groups {

    private static final String COLUMNS = """
            select id, subject, description, owner, created_at, jsonb_array_length(participants) as members
            from relay.group_view
            """;

    private final JdbcClient database;

    Groups(JdbcClient database) {
        this.database = database;
    }

    /** In the order of their ids. */
    List<Group> list(AccountId account, @Nullable String after, int limit) {
        return database.sql(COLUMNS + """
                         where account_id = :account and id > coalesce(:after, '') order by id limit :limit""")
                .param("account", account.value())
                .param("after", after)
                .param("limit", limit)
                .query((row, index) -> group(row, null))
                .list();
    }

    /** With its members, in WhatsApp's order. */
    Optional<Group> find(AccountId account, String id) {
        return database.sql(COLUMNS + " where account_id = :account and id = :id")
                .param("account", account.value())
                .param("id", id)
                .query((row, index) -> group(row, members(account, id)))
                .optional();
    }

    private List<Group.Member> members(AccountId account, String id) {
        return database.sql("""
                        select m.phone, m.lid, coalesce(c.name, c.push_name) as name, m.admin
                        from relay.group_view g
                        cross join lateral rows from (jsonb_to_recordset(g.participants)
                          as (phone text, lid text, admin boolean)) with ordinality as m(phone, lid, admin, place)
                        left join relay.contact_view c on c.account_id = g.account_id
                          and c.id = coalesce(m.phone || '@c.us', m.lid || '@lid')
                        where g.account_id = :account and g.id = :id order by m.place""")
                .param("account", account.value())
                .param("id", id)
                .query((row, index) -> new Group.Member(
                        row.getString("phone"), row.getString("lid"), row.getString("name"), row.getBoolean("admin")))
                .list();
    }

    private static Group group(ResultSet row, @Nullable List<Group.Member> members) throws SQLException {
        return new Group(
                row.getString("id"),
                row.getString("subject"),
                row.getString("description"),
                row.getString("owner"),
                row.getObject("created_at", Long.class),
                row.getInt("members"),
                members);
    }
}
