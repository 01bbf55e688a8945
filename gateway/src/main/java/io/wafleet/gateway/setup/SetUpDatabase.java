package io.wafleet.gateway.setup;

import io.wafleet.gateway.key.FirstKey;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Brings the gateway's schema up to date and makes the first key.
 *
 * <p>Failure policy: tries every five seconds for as long as it takes and says each time what is wrong, be it that the
 * database is away, its schema is another one, or the key cannot be written; until then the gateway is not ready.
 */
@Component
class SetUpDatabase implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SetUpDatabase.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);

    private final Flyway flyway;
    private final FirstKey firstKey;
    private volatile @Nullable Thread working;
    private volatile boolean done;

    SetUpDatabase(Flyway flyway, FirstKey firstKey) {
        this.flyway = flyway;
        this.firstKey = firstKey;
    }

    boolean isDone() {
        return done;
    }

    @Override
    public void start() {
        working = Thread.ofVirtual().name("set-up-database").start(this::work);
    }

    private void work() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                flyway.migrate();
                firstKey.makeIfNeeded();
                done = true;
                return;
            } catch (RuntimeException failed) {
                log.atWarn()
                        .addKeyValue("cause", failed.getClass().getSimpleName())
                        .addKeyValue(
                                "reason", String.valueOf(failed.getMessage()).replaceAll("\\s+", " "))
                        .log("setup.failed");
            }
            try {
                Thread.sleep(BETWEEN_TRIES);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    @Override
    public void stop() {
        Thread thread = working;
        if (thread != null) {
            thread.interrupt();
        }
        working = null;
    }

    @Override
    public boolean isRunning() {
        return working != null;
    }

    /** Boot would migrate before anything else is up, and give up the whole start if the database is away. */
    @Configuration(proxyBeanMethods = false)
    static class Later {

        @Bean
        FlywayMigrationStrategy notAtOnce() {
            return flyway -> {};
        }
    }
}
