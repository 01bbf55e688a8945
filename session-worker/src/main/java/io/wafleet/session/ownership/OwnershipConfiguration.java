package io.wafleet.session.ownership;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.wafleet.session.browser.BrowserSettings;
import io.wafleet.session.browser.ReapOrphan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the lease keeper together; it has a connection of its own, so that no load elsewhere can delay a renewal. */
@Configuration(proxyBeanMethods = false)
class OwnershipConfiguration {

    private static final Logger log = LoggerFactory.getLogger(OwnershipConfiguration.class);

    @Bean
    DataDirectory dataDirectory(BrowserSettings browser, Incarnation self) {
        DataDirectory held = new DataDirectory(browser.data(), self);
        // The lock proves the worker before this one dead, not its Chromium; and its leases are freed next.
        ReapOrphan.on(browser.data());
        return held;
    }

    @Bean
    LeaseConnection leaseConnection(HikariDataSource main) {
        return new LeaseConnection(main);
    }

    @Bean
    @DependsOn("flywayInitializer")
    LeaseKeeper leaseKeeper(
            LeaseConnection connection,
            DataDirectory directory,
            Incarnation self,
            OwnershipSettings settings,
            MeterRegistry meters) {
        Leases leases = new Leases(JdbcClient.create(connection.source), self.id(), settings.lease());
        directory.predecessor().ifPresent(dead -> {
            int released = leases.releaseAllOf(dead);
            log.atInfo().addKeyValue("leases", released).log("lease.predecessor_released");
        });
        return new LeaseKeeper(leases, self, settings, meters);
    }

    @Bean
    static MeterFilter metersSayTheirWorker(Incarnation self) {
        return MeterFilter.commonTags(Tags.of("worker", self.name()));
    }

    /** Not a bean of type DataSource, which would put itself in the main one's place. */
    static final class LeaseConnection implements AutoCloseable {

        private static final int STATEMENT_SECONDS = 2;

        private final HikariDataSource source;

        LeaseConnection(HikariDataSource main) {
            HikariConfig config = new HikariConfig();
            main.copyStateTo(config);
            config.setPoolName("leases");
            config.setMaximumPoolSize(2);
            config.setMinimumIdle(1);
            config.setMetricsTrackerFactory(null);
            // A renewal that does not come back must fail while there is time for another.
            config.setConnectionTimeout(STATEMENT_SECONDS * 1000L);
            config.addDataSourceProperty("connectTimeout", STATEMENT_SECONDS);
            config.addDataSourceProperty("socketTimeout", STATEMENT_SECONDS);
            this.source = new HikariDataSource(config);
        }

        @Override
        public void close() {
            source.close();
        }
    }
}
