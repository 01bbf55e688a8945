package io.wafleet.session.contact;

import io.wafleet.common.account.AccountId;
import io.wafleet.session.browser.CheckedNumber;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The answers that are remembered, for all accounts of a network, and with them who has asked how often.
 *
 * <p>Failure policy: a {@code DataAccessException} means that nobody knows; all statements may be repeated.
 */
@Component
class ContactChecks {

    private static final Duration WINDOW = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final ContactSettings settings;
    private final Clock clock;

    ContactChecks(JdbcClient jdbc, ContactSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** An answer of WhatsApp, and when it gave it. */
    record Remembered(CheckedNumber number, Instant at) {}

    Optional<Remembered> recall(AccountId account, String phone) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        select found, wa_id, lid, checked_at from session.contact_check
                        where network = (select network from session.account where id = ?) and phone = ?
                          and checked_at > case when found then ?::timestamptz else ?::timestamptz end
                        """)
                .params(
                        account.value(),
                        phone,
                        Timestamp.from(now.minus(settings.keepFound())),
                        Timestamp.from(now.minus(settings.keepMissing())))
                .query((row, number) -> new Remembered(
                        new CheckedNumber(row.getBoolean("found"), row.getString("wa_id"), row.getString("lid")),
                        row.getTimestamp("checked_at").toInstant()))
                .optional();
    }

    /** How long the account has to wait before it may ask; empty if it may now. */
    Optional<Duration> wait(AccountId account) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        select checked_at from session.contact_check
                        where account_id = ? and checked_at > ?
                        order by checked_at desc offset ? limit 1
                        """)
                .params(account.value(), Timestamp.from(now.minus(WINDOW)), settings.perHour() - 1)
                .query((row, number) -> Duration.between(
                        now, row.getTimestamp("checked_at").toInstant().plus(WINDOW)))
                .optional();
    }

    Remembered remember(AccountId account, String phone, CheckedNumber number) {
        // As exact as the table, so that the first answer is the one that is recalled.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        jdbc.sql("""
                        insert into session.contact_check (network, phone, found, wa_id, lid, account_id, checked_at)
                        select network, :phone, :found, :wa_id, :lid, id, :at from session.account where id = :id
                        on conflict (network, phone) do update
                          set found = excluded.found, wa_id = excluded.wa_id, lid = excluded.lid,
                              account_id = excluded.account_id, checked_at = excluded.checked_at
                        """)
                .param("phone", phone)
                .param("found", number.exists())
                .param("wa_id", number.waId())
                .param("lid", number.lid())
                .param("at", Timestamp.from(now))
                .param("id", account.value())
                .update();
        return new Remembered(number, now);
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT5M")
    void forget() {
        Duration longest = settings.keepFound().compareTo(settings.keepMissing()) > 0
                ? settings.keepFound()
                : settings.keepMissing();
        jdbc.sql("delete from session.contact_check where checked_at < ?")
                .param(Timestamp.from(clock.instant().minus(longest)))
                .update();
    }
}
