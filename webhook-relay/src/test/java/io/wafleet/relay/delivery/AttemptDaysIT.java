package io.wafleet.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.standalone.testing.RealParts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class AttemptDaysIT {

    private static final Duration KEPT = Duration.ofDays(30);

    private final DataSource source = new DriverManagerDataSource(RealParts.postgres());
    private final JdbcClient database = JdbcClient.create(source);

    @Test
    void aDayIsMadeAheadAndGoesAsAWholeWhenItIsTooOld() {
        Flyway.configure()
                .dataSource(source)
                .schemas("relay")
                .defaultSchema("relay")
                .load()
                .migrate();
        attempt("before-any-day", "2026-01-01T11:00:00Z");
        at("2026-01-02T12:00:00Z").turn(KEPT);
        attempt("first", "2026-01-02T23:59:59Z");
        attempt("second", "2026-01-03T00:00:00Z");
        attempt("of-a-broken-clock", "2031-01-01T00:00:00Z");

        assertThat(places())
                .containsExactly(
                        "before-any-day attempt_other",
                        "first attempt_20260102",
                        "of-a-broken-clock attempt_other",
                        "second attempt_20260103");

        at("2026-02-01T23:59:59Z").turn(KEPT);
        assertThat(places()).as("the last of it is not 30 days old").contains("first attempt_20260102");

        at("2026-02-02T00:00:00Z").turn(KEPT);
        assertThat(places())
                .containsExactly(
                        "before-any-day attempt_other", "of-a-broken-clock attempt_other", "second attempt_20260103");

        attempt("now", "2026-02-02T00:00:01Z");
        assertThat(places()).contains("now attempt_20260202");
    }

    private AttemptDays at(String now) {
        return new AttemptDays(
                database,
                new TransactionTemplate(new JdbcTransactionManager(source)),
                Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
    }

    private void attempt(String delivery, String at) {
        database.sql(
                        "insert into relay.attempt (delivery_id, attempt, at, latency_ms) values (?, 1, ?::timestamptz, 5)")
                .params(delivery, at)
                .update();
    }

    private List<String> places() {
        return database.sql("""
                        select delivery_id || ' ' || c.relname from relay.attempt a join pg_class c on c.oid = a.tableoid
                        order by 1
                        """).query(String.class).list();
    }
}
