package io.wafleet.session.history;

import io.wafleet.common.account.AccountId;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Up to when the past of each account has been told, in seconds of WhatsApp's clock.
 *
 * <p>Failure policy: a {@code DataAccessException} means try again; everything may be repeated.
 */
@Component
class Watermarks {

    private final JdbcClient jdbc;

    Watermarks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty if this login has not told its past yet. */
    OptionalLong of(AccountId account) {
        return jdbc.sql("select until from session.history where account_id = ?")
                .param(account.value())
                .query(Long.class)
                .optional()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    void advance(AccountId account, long until) {
        jdbc.sql("""
            insert into session.history (account_id, until) values (?, ?)
            on conflict (account_id) do update set until = greatest(history.until, excluded.until)
            """).params(account.value(), until).update();
    }

    /** Another login follows. */
    void forget(AccountId account) {
        jdbc.sql("delete from session.history where account_id = ?")
                .param(account.value())
                .update();
    }
}
