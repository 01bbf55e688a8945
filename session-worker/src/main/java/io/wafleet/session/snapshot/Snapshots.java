package io.wafleet.session.snapshot;

import io.wafleet.common.command.Command;
import io.wafleet.session.browser.Screenshot;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The table of pictures, for as long as they can be fetched. */
@Component
class Snapshots {

    private final JdbcClient jdbc;
    private final SnapshotSettings settings;
    private final Clock clock;

    Snapshots(JdbcClient jdbc, SnapshotSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    void keep(Command command, Screenshot picture, Instant takenAt) {
        jdbc.sql("""
                        insert into session.snapshot (command_id, account_id, png, width, height, taken_at)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (command_id) do update set png = excluded.png, taken_at = excluded.taken_at
                        """)
                .params(
                        command.id(),
                        command.accountId().value(),
                        picture.png(),
                        picture.width(),
                        picture.height(),
                        Timestamp.from(takenAt))
                .update();
    }

    @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT1M")
    void prune() {
        jdbc.sql("delete from session.snapshot where taken_at < ?")
                .param(Timestamp.from(clock.instant().minus(settings.keep())))
                .update();
    }
}
