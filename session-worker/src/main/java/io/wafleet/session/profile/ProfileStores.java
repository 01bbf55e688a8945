package io.wafleet.session.profile;

import io.micrometer.core.instrument.MeterRegistry;
import io.wafleet.session.browser.BrowserSettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The store that the settings name. */
@Configuration(proxyBeanMethods = false)
class ProfileStores {

    @Bean
    ProfileStore profileStore(
            ProfileSettings settings,
            BrowserSettings browser,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            MeterRegistry meters,
            Clock clock) {
        return switch (settings.store()) {
            case DIRECTORY -> new DirectoryProfiles(browser);
            case POSTGRES ->
                new ArchivedProfiles(
                        browser, settings, new Archives(jdbc, transaction), new ProfileMeters(meters), clock);
        };
    }
}
