package io.wafleet.gateway;

import java.time.Clock;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** REST, live events and dashboard in front of the fleet. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class GatewayApplication {

    public static void main(String[] args) {
        SpringApplication gateway = new SpringApplication(GatewayApplication.class);
        if ("true".equals(System.getenv("WAFLEET_LOG_JSON"))) {
            gateway.setDefaultProperties(Map.of("logging.structured.format.console", "logstash"));
        }
        gateway.run(args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
