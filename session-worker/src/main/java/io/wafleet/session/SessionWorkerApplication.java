package io.wafleet.session;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Owns shards of accounts and one Chromium, and carries the accounts' commands out. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SessionWorkerApplication {

    public static void main(String[] args) {
        SpringApplication.run(SessionWorkerApplication.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
