package io.wafleet.relay.failing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Counts endpoints: how their breakers are, and why some are disabled. Every relay counts all of them. */
@Component
class EndpointGauges {

    private static final Logger log = LoggerFactory.getLogger(EndpointGauges.class);

    private final JdbcClient database;
    private final Map<String, AtomicLong> breakers;
    private final Map<String, AtomicLong> disabled;

    EndpointGauges(MeterRegistry meters, JdbcClient database) {
        this.database = database;
        this.breakers = gauges(meters, "wafleet.webhook.breaker", "state", List.of("closed", "open", "half_open"));
        this.disabled = gauges(
                meters, "wafleet.webhook.disabled", "reason", List.of("requested", "failing", "gone", "pending"));
    }

    private static Map<String, AtomicLong> gauges(
            MeterRegistry meters, String name, String tag, Collection<String> values) {
        Map<String, AtomicLong> gauges =
                values.stream().collect(Collectors.toMap(Function.identity(), value -> new AtomicLong()));
        gauges.forEach((value, count) -> meters.gauge(name, Tags.of(tag, value), count));
        return gauges;
    }

    /** Failure policy: while the database is away the gauges keep their last value. */
    @Scheduled(fixedDelayString = "PT10S", initialDelayString = "PT2S")
    void look() {
        try {
            count(breakers, "select breaker, count(*) from relay.endpoint_view where enabled group by breaker");
            count(
                    disabled,
                    "select disabled_reason, count(*) from relay.endpoint where not enabled group by disabled_reason");
        } catch (DataAccessException away) {
            log.debug("The endpoints cannot be counted", away);
        }
    }

    private void count(Map<String, AtomicLong> gauges, String sql) {
        Map<String, Long> counted = database
                .sql(sql)
                .query((row, number) -> Map.entry(row.getString(1).toLowerCase(Locale.ROOT), row.getLong(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        gauges.forEach((value, gauge) -> gauge.set(counted.getOrDefault(value, 0L)));
    }
}
