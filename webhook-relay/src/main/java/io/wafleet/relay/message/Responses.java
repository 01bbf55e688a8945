package io.wafleet.relay.message;

import io.wafleet.common.event.MessageReaction;
import io.wafleet.common.event.PollVote;
import io.wafleet.relay.stream.StoredJson;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reactions and votes: one of each for each person and message, the newest, whether the message is there or not.
 *
 * <p>Failure policy: an unreachable database throws, and the caller's batch is read again.
 */
@Component
class Responses {

    private final JdbcClient database;

    Responses(JdbcClient database) {
        this.database = database;
    }

    /** One that was taken away is kept without an emoji, so that an older one told later does not come back. */
    void react(String account, MessageReaction reaction) {
        database.sql("""
                        insert into relay.reaction as r (account_id, message_id, chat_id, from_number, from_lid, emoji,
                          timestamp)
                        select ?, message_id, chat_id, "from", from_lid, emoji, timestamp
                        from jsonb_to_record(?::jsonb) as n(message_id text, chat_id text, "from" text, from_lid text,
                          emoji text, timestamp bigint)
                        on conflict (account_id, message_id, chat_id, from_number) do update
                          set emoji = excluded.emoji, timestamp = excluded.timestamp,
                              from_lid = coalesce(excluded.from_lid, r.from_lid)
                          where excluded.timestamp >= r.timestamp
                        """).params(account, StoredJson.of(reaction)).update();
    }

    /** One that was taken back is kept without options, so that an older one told later does not come back. */
    void vote(String account, PollVote vote) {
        database.sql("""
                        insert into relay.vote as v (account_id, message_id, chat_id, from_number, from_lid, options,
                          timestamp)
                        select ?, message_id, chat_id, "from", from_lid, options, timestamp
                        from jsonb_to_record(?::jsonb) as n(message_id text, chat_id text, "from" text, from_lid text,
                          options jsonb, timestamp bigint)
                        on conflict (account_id, message_id, chat_id, from_number) do update
                          set options = excluded.options, timestamp = excluded.timestamp,
                              from_lid = coalesce(excluded.from_lid, v.from_lid)
                          where excluded.timestamp >= v.timestamp
                        """).params(account, StoredJson.of(vote)).update();
    }

    /** Removes the reactions and votes to messages of an account. */
    void forget(String account) {
        for (String table : List.of("reaction", "vote")) {
            database.sql("delete from relay." + table + " where account_id = ?")
                    .param(account)
                    .update();
        }
    }
}
