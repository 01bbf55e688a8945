package io.wafleet.gateway.upload;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wafleet.common.blob.BlobStore;
import io.wafleet.common.blob.BlobStoreException;
import io.wafleet.gateway.file.BlobStores;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Removes uploads whose time is over, sent or not, a few hundred at a time.
 *
 * <p>Failure policy: what fails is tried again ten minutes later. Several gateways may do it at once.
 */
@Component
class UploadRetention {

    private static final Logger log = LoggerFactory.getLogger(UploadRetention.class);
    /** Bytes are kept before their row is written. */
    private static final Duration SURELY_NAMED = Duration.ofHours(1);

    private final JdbcClient database;
    private final BlobStore files;
    private final UploadSettings settings;
    private final Clock clock;
    private final Counter removed;

    UploadRetention(
            JdbcClient database,
            @Qualifier(BlobStores.UPLOADS) BlobStore files,
            UploadSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.database = database;
        this.files = files;
        this.settings = settings;
        this.clock = clock;
        this.removed = Counter.builder("wafleet.gateway.upload.removed")
                .description("Contents of uploads that were removed for their age")
                .register(meters);
    }

    @Scheduled(initialDelay = 60_000, fixedDelay = 600_000)
    void sweep() {
        Instant now = clock.instant();
        try {
            forget(now.minus(settings.keep()));
            removed.increment(files.sweep(now.minus(SURELY_NAMED), this::named));
        } catch (DataAccessException | BlobStoreException away) {
            log.atWarn().addKeyValue("cause", away.getClass().getSimpleName()).log("upload.sweep.failed");
        }
    }

    private void forget(Instant before) {
        int last;
        do {
            last = database.sql("""
                            delete from gateway.upload where id in
                                (select id from gateway.upload where created_at < :before limit 500
                                 for update skip locked)""")
                    .param("before", before.atOffset(ZoneOffset.UTC))
                    .update();
        } while (last > 0);
    }

    private Set<String> named(Set<String> hashes) {
        return new HashSet<>(database.sql("select distinct sha256 from gateway.upload where sha256 = any(:hashes)")
                .param("hashes", hashes.toArray(String[]::new))
                .query(String.class)
                .list());
    }
}
