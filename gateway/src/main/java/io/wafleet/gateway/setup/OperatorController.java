package io.wafleet.gateway.setup;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What operators and their machines ask for, without a key: health and metrics. Neither names an account. */
@RestController
class OperatorController {

    private final HealthEndpoint health;
    private final PrometheusMeterRegistry metrics;

    OperatorController(HealthEndpoint health, PrometheusMeterRegistry metrics) {
        this.health = health;
        this.metrics = metrics;
    }

    @GetMapping("/health")
    ResponseEntity<Map<String, Object>> health() {
        HealthDescriptor told = health.health();
        Map<String, Object> parts = new LinkedHashMap<>();
        if (told instanceof CompositeHealthDescriptor composite) {
            Map<String, HealthDescriptor> each = Objects.requireNonNullElse(composite.getComponents(), Map.of());
            each.forEach((name, part) -> parts.put(name, part.getStatus().getCode()));
        }
        boolean up = Status.UP.equals(told.getStatus());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("success", up);
        body.put("status", told.getStatus().getCode());
        body.put("uptime", ManagementFactory.getRuntimeMXBean().getUptime() / 1_000);
        body.put("parts", parts);
        return ResponseEntity.status(up ? 200 : 503).body(body);
    }

    @GetMapping(path = "/metrics")
    ResponseEntity<String> metrics() {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/plain;version=0.0.4;charset=utf-8"))
                .body(metrics.scrape());
    }
}
