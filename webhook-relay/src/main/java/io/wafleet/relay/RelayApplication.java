package io.wafleet.relay;

import io.wafleet.common.egress.AddressPolicy;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** The webhook-relay: keeps the message log and delivers webhooks. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class RelayApplication {

    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(RelayApplication.class);
        if (Boolean.parseBoolean(System.getenv("WAFLEET_LOG_JSON"))) {
            application.setDefaultProperties(Map.of("logging.structured.format.console", "ecs"));
        }
        application.addListeners(new AwaitPostgres());
        application.run(arguments);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** More than one thread, because a sweep may wait for a long time: for Kafka, or for a large delete. */
    @Bean
    ThreadPoolTaskScheduler taskScheduler() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(4);
        scheduler.setThreadNamePrefix("scheduled-");
        return scheduler;
    }

    @Bean
    AddressPolicy addressPolicy(EgressSettings settings) {
        return AddressPolicy.publicAnd(settings.trustedNetworks());
    }
}
