package io.wafleet.relay;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * Waits for Postgres before anything else is made, with one line in the log every 5 seconds.
 *
 * <p>It waits here and not in Flyway because an application context that is still starting cannot be closed: a relay
 * that waited there would not stop when it is told to.
 */
final class AwaitPostgres implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    private static final Logger log = LoggerFactory.getLogger(AwaitPostgres.class);

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent starting) {
        Environment environment = starting.getEnvironment();
        // A training run has no database.
        if (!environment.getProperty("spring.flyway.enabled", Boolean.class, true)) {
            return;
        }
        try {
            while (!answers(environment)) {
                TimeUnit.SECONDS.sleep(5);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean answers(Environment environment) {
        Properties login = new Properties();
        login.setProperty("connectTimeout", "5");
        login.setProperty("socketTimeout", "5");
        String user = environment.getProperty("spring.datasource.username", "");
        if (!user.isEmpty()) {
            login.setProperty("user", user);
            login.setProperty("password", environment.getProperty("spring.datasource.password", ""));
        }
        try (Connection connection =
                DriverManager.getConnection(environment.getRequiredProperty("spring.datasource.url"), login)) {
            return connection.isValid(5);
        } catch (SQLException away) {
            log.atWarn().addKeyValue("cause", away.getMessage()).log("postgres.awaited");
            return false;
        }
    }
}
