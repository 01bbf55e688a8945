package io.wafleet.relay.chat;

import io.wafleet.common.chat.Group;
import io.wafleet.relay.stream.StoredJson;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The groups of each account with their members, inside the transaction of its caller.
 *
 * <p>Failure policy: an unreachable database throws, and the caller's batch is read again.
 */
@Component
public class Groups {

    private final JdbcClient database;

    Groups(JdbcClient database) {
        this.database = database;
    }

    /** These groups as they are now. */
    public void sync(String account, List<Group> groups) {
        database.sql("""
                        insert into relay.chat_group as g (account_id, id, subject, description, owner, created_at,
                          participants)
                        select distinct on (id) ?, id, subject, description, owner, created_at,
                          coalesce(participants, '[]')
                        from jsonb_to_recordset(?::jsonb) as n(id text, subject text, description text, owner text,
                          created_at bigint, participants jsonb)
                        where octet_length(id) <= 512
                        on conflict (account_id, id) do update
                          set subject = excluded.subject, description = excluded.description, owner = excluded.owner,
                              created_at = coalesce(excluded.created_at, g.created_at),
                              participants = excluded.participants
                        """).params(account, StoredJson.of(groups)).update();
    }

    /** Removes the groups of an account. */
    public void forget(String account) {
        database.sql("delete from relay.chat_group where account_id = ?")
                .param(account)
                .update();
    }
}
