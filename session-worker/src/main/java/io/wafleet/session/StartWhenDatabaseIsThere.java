package io.wafleet.session;

import java.time.Duration;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Brings the schema up to date as soon as the database answers.
 *
 * <p>Failure policy: while the database cannot be connected to, it tries again every five seconds and says so; a
 * migration that fails ends the start.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class StartWhenDatabaseIsThere {

    private static final Logger log = LoggerFactory.getLogger(StartWhenDatabaseIsThere.class);
    private static final Duration WAIT = Duration.ofSeconds(5);

    @Bean
    FlywayMigrationStrategy migrateWhenThere() {
        return flyway -> {
            while (true) {
                try {
                    flyway.migrate();
                    return;
                } catch (FlywayException failure) {
                    if (!isAway(failure)) {
                        throw failure;
                    }
                    log.atWarn()
                            .addKeyValue(
                                    "error",
                                    NestedExceptionUtils.getMostSpecificCause(failure)
                                            .getMessage())
                            .log("database.awaited");
                }
                pause();
            }
        };
    }

    private static boolean isAway(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof java.sql.SQLTransientConnectionException
                    || (each instanceof java.sql.SQLException sql
                            && sql.getSQLState() != null
                            && (sql.getSQLState().startsWith("08")
                                    || sql.getSQLState().startsWith("57P")))) {
                return true;
            }
        }
        return false;
    }

    private static void pause() {
        try {
            Thread.sleep(WAIT);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while waiting for the database", stopping);
        }
    }
}
