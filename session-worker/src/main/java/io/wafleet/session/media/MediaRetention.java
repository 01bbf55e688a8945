package io.wafleet.session.media;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wafleet.common.blob.BlobStore;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Lets go of the bytes of old files, a few hundred at a time; for another year their rows say that they were there.
 *
 * <p>Failure policy: what fails is tried again an hour later. Several workers may do it at once.
 */
@Component
class MediaRetention {

    private static final Logger log = LoggerFactory.getLogger(MediaRetention.class);
    private static final Duration REMEMBERED = Duration.ofDays(365);
    /** Bytes are kept before their row is written. */
    private static final Duration SURELY_NAMED = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final BlobStore files;
    private final MediaSettings settings;
    private final Clock clock;
    private final Counter removed;

    MediaRetention(JdbcClient jdbc, BlobStore files, MediaSettings settings, Clock clock, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.files = files;
        this.settings = settings;
        this.clock = clock;
        this.removed = Counter.builder("wafleet.media.removed")
                .description("Contents of files that were removed for their age or with their account")
                .register(meters);
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT5M")
    void sweep() {
        try {
            Instant before = clock.instant().minus(settings.retention());
            int rows = letGo(before);
            forget("status <> 'ready'", before);
            forget("sha256 is null", before.minus(REMEMBERED));
            int contents = files.sweep(clock.instant().minus(SURELY_NAMED), this::named);
            removed.increment(contents);
            log.atInfo()
                    .addKeyValue("files", rows)
                    .addKeyValue("contents", contents)
                    .log("media.swept");
        } catch (DataAccessException away) {
            log.atWarn().setCause(away).log("media.sweep.failed");
        }
    }

    private int letGo(Instant before) {
        return inBatches("""
            update session.media set sha256 = null, removed_at = now()
            where id in (select id from session.media where created_at < ? and sha256 is not null
                         limit 500 for update skip locked)
            """, before);
    }

    private void forget(String which, Instant before) {
        inBatches(
                "delete from session.media where id in (select id from session.media where created_at < ? and " + which
                        + " limit 500 for update skip locked)",
                before);
    }

    private int inBatches(String statement, Instant before) {
        int all = 0;
        int last;
        do {
            last = jdbc.sql(statement).param(Timestamp.from(before)).update();
            all += last;
        } while (last > 0);
        return all;
    }

    private Set<String> named(Set<String> hashes) {
        return new HashSet<>(jdbc.sql("select distinct sha256 from session.media where sha256 = any(?)")
                .param(hashes.toArray(String[]::new))
                .query(String.class)
                .list());
    }
}
