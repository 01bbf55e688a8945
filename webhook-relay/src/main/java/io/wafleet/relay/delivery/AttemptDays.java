package io.wafleet.relay.delivery;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The tables of attempts, one for each day of UTC: made some days ahead, dropped when they are too old.
 *
 * <p>Failure policy: each change waits two seconds for its lock at most, so that nobody waits long behind it; what fails
 * is tried again at the next turn. Attempts of a day without a table are kept in {@code attempt_other}.
 */
@Component
class AttemptDays {

    private static final Logger log = LoggerFactory.getLogger(AttemptDays.class);
    private static final int AHEAD = 3;
    private static final String PREFIX = "attempt_";

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AttemptDays(JdbcClient database, TransactionTemplate transaction, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Makes the days to come, and drops those that ended longer ago than that. */
    void turn(Duration kept) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<LocalDate> days = days();
        today.datesUntil(today.plusDays(AHEAD + 1))
                .filter(day -> !days.contains(day))
                .forEach(this::make);
        LocalDate oldest = LocalDate.ofInstant(clock.instant().minus(kept), ZoneOffset.UTC);
        days.stream().filter(day -> day.isBefore(oldest)).forEach(this::drop);
    }

    private List<LocalDate> days() {
        return database.sql("""
                        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                        where i.inhparent = 'relay.attempt'::regclass
                        """).query(String.class).list().stream()
                .map(AttemptDays::day)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<LocalDate> day(String table) {
        try {
            return Optional.of(LocalDate.parse(table.substring(PREFIX.length()), DateTimeFormatter.BASIC_ISO_DATE));
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }

    private void make(LocalDate day) {
        change("create table if not exists " + table(day) + " partition of relay.attempt for values from ('" + day
                + "T00:00:00Z') to ('" + day.plusDays(1) + "T00:00:00Z')");
    }

    private void drop(LocalDate day) {
        change("drop table if exists " + table(day));
    }

    private static String table(LocalDate day) {
        return "relay." + PREFIX + DateTimeFormatter.BASIC_ISO_DATE.format(day);
    }

    private void change(String statement) {
        try {
            transaction.executeWithoutResult(status -> {
                database.sql("set local lock_timeout = '2s'").update();
                database.sql(statement).update();
            });
            log.atInfo().addKeyValue("change", statement).log("attempts.day_turned");
        } catch (DataAccessException refused) {
            log.atWarn()
                    .addKeyValue("change", statement)
                    .addKeyValue("cause", String.valueOf(refused.getMostSpecificCause()))
                    .log("attempts.day_not_turned");
        }
    }
}
