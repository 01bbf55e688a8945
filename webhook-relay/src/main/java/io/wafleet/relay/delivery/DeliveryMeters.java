package io.wafleet.relay.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Counts attempts and deliveries, by class of endpoint, and measures what waits. */
@Component
class DeliveryMeters {

    private static final Logger log = LoggerFactory.getLogger(DeliveryMeters.class);

    private final MeterRegistry meters;
    private final JdbcClient database;
    private final Clock clock;
    private final AtomicLong backlog = new AtomicLong();
    private final AtomicLong oldestDueMillis = new AtomicLong();

    DeliveryMeters(MeterRegistry meters, JdbcClient database, Clock clock) {
        this.meters = meters;
        this.database = database;
        this.clock = clock;
        meters.gauge("wafleet.webhook.backlog", backlog);
        meters.gauge("wafleet.webhook.oldest.due", oldestDueMillis, millis -> millis.get() / 1000.0);
    }

    void attempted(Due due, Outcome outcome, String status) {
        String result =
                outcome.error() == null ? "delivered" : outcome.error().name().toLowerCase(Locale.ROOT);
        String endpoint = due.global() ? "global" : "account";
        meters.timer("wafleet.webhook.attempt", "outcome", result, "endpoint", endpoint)
                .record(outcome.latency());
        if (!status.equals("pending")) {
            meters.counter("wafleet.webhook.delivery", "outcome", status, "endpoint", endpoint)
                    .increment();
        }
        // Where the event bears no time there is nothing to measure from.
        if (outcome.error() == null && due.eventAt().isAfter(Instant.EPOCH)) {
            Duration latency = Duration.between(due.eventAt(), clock.instant());
            meters.timer("wafleet.webhook.latency", "endpoint", endpoint)
                    .record(latency.isNegative() ? Duration.ZERO : latency);
        }
    }

    /** Failure policy: while the database is away the gauges keep their last value. */
    @Scheduled(fixedDelayString = "PT10S", initialDelayString = "PT2S")
    void look() {
        try {
            measure();
        } catch (DataAccessException away) {
            log.debug("The backlog cannot be measured", away);
        }
    }

    private void measure() {
        database.sql("""
                        select coalesce(sum(waiting), 0)::bigint as waiting,
                          coalesce(extract(epoch from now() - min(oldest_due)) * 1000, 0)::bigint as oldest
                        from relay.backlog_view where not disabled
                        """)
                .query((row, number) -> {
                    backlog.set(row.getLong("waiting"));
                    oldestDueMillis.set(Math.max(0, row.getLong("oldest")));
                    return true;
                })
                .single();
    }
}
