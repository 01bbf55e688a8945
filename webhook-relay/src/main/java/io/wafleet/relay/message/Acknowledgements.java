package io.wafleet.relay.message;

import io.wafleet.common.message.Ack;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How far sent messages have come. An acknowledgement only ever raises the state, and waits for a message that is not
 * there yet.
 *
 * <p>Failure policy: an unreachable database throws, and the caller's batch is read again.
 */
@Component
class Acknowledgements {

    private final JdbcClient database;
    private final Clock clock;

    Acknowledgements(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    void raise(String account, String message, Ack ack) {
        int known = database.sql("""
                        update relay.message
                        set ack = case when ack is null or ?::int > ack or (?::int = 0 and ack = 1) then ? else ack end
                        where account_id = ? and id = ? and direction = 'outbound'
                        """)
                .params(ack.ordinal(), ack.ordinal(), ack.ordinal(), account, message)
                .update();
        if (known == 0) {
            database.sql("""
                            insert into relay.early_ack (account_id, message_id, ack, at) values (?, ?, ?, ?::timestamptz)
                            on conflict (account_id, message_id) do update
                              set ack = greatest(relay.early_ack.ack, excluded.ack)
                            """)
                    .params(account, message, ack.ordinal(), clock.instant().toString())
                    .update();
        }
    }

    void fail(String account, String command) {
        database.sql("""
                        update relay.message set ack = 0
                        where account_id = ? and command_id = ? and direction = 'outbound' and coalesce(ack, 1) <= 1
                        """).params(account, command).update();
    }

    /** Removes what waits for messages of an account. */
    void forget(String account) {
        database.sql("delete from relay.early_ack where account_id = ?")
                .param(account)
                .update();
    }
}
