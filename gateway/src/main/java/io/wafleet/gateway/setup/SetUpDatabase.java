package io.wafleet.gateway.setup;

import io.wafleet.gateway.key.FirstKey;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Brings the gateway's schema up to date and makes the first key.
 *
 * <p>Failure policy: tries every five seconds for as long as the database is away, and says so each time; until then the
 * gateway is not ready.
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
            } catch (FlywayException | DataAccessException | TransactionException away) {
                log.atWarn()
                        .addKeyValue("cause", away.getClass().getSimpleName())
                        .log("database.unreachable");
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
