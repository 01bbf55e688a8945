package io.wafleet.relay.delivery;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Removes what nobody asks for any more: attempts by the day, the rest a few thousand rows at a time.
 *
 * <p>Deliveries are a queue before they are a log. Parted by days, each look for what is due would be a look into every
 * day, and what still waits would go with its day; so they are deleted, in the order they came in, which leaves whole
 * pages free for those to come.
 *
 * <p>Failure policy: what fails is tried again an hour later.
 */
@Component
class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final int AT_ONCE = 5_000;

    private final JdbcClient database;
    private final AttemptDays attemptDays;
    private final RelaySettings settings;

    Retention(JdbcClient database, AttemptDays attemptDays, RelaySettings settings) {
        this.database = database;
        this.attemptDays = attemptDays;
        this.settings = settings;
    }

    /** Soon after the start, so that the day is there before many of its attempts are. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1S")
    void turnDays() {
        attemptDays.turn(settings.retention());
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    void sweep() {
        long seconds = settings.retention().toSeconds();
        long deliveries = remove("delivery", "status <> 'pending' and created_at", seconds);
        long attempts = remove("attempt_other", "at", seconds);
        remove("command", "told_at is not null and created_at", seconds);
        log.atInfo()
                .addKeyValue("deliveries", deliveries)
                .addKeyValue("attempts", attempts)
                .log("retention.swept");
    }

    private long remove(String table, String condition, long seconds) {
        long removed = 0;
        int last;
        do {
            last = database.sql("delete from relay." + table + " where ctid = any(array(select ctid from relay." + table
                            + " where " + condition + " < now() - ? * interval '1 second' limit ?))")
                    .params(seconds, AT_ONCE)
                    .update();
            removed += last;
        } while (last == AT_ONCE);
        return removed;
    }
}
