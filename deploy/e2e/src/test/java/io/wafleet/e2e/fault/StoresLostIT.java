package io.wafleet.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.e2e.Http;
import io.wafleet.e2e.fault.Outage.Store;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Fault 7: Kafka, Postgres or both are killed while customers send and phones write, and come back later. */
@ExtendWith(FaultSuite.class)
class StoresLostIT {

    private static final int ACCOUNTS = 4;
    private static final int PER_SECOND = 4;
    private static final Duration AWAY = Duration.ofSeconds(15);

    private final FaultFleet fleet;
    private final Report report;
    private final Times returns = new Times();
    private int sent;
    private int refused;
    private int written;
    private int alive;

    StoresLostIT(FaultFleet fleet, Report report) {
        this.fleet = fleet;
        this.report = report;
    }

    @Test
    @EnabledIfSystemProperty(named = "wafleet.faults.thorough", matches = "true")
    void withoutKafkaNothingAcceptedAndNothingWrittenIsLost() throws InterruptedException {
        lose(List.of(Store.KAFKA), "Kafka");
    }

    @Test
    @EnabledIfSystemProperty(named = "wafleet.faults.thorough", matches = "true")
    void withoutPostgresNothingAcceptedAndNothingWrittenIsLost() throws InterruptedException {
        lose(List.of(Store.POSTGRES), "Postgres");
    }

    @Test
    void withoutBothNothingAcceptedAndNothingWrittenIsLost() throws InterruptedException {
        lose(List.of(Store.KAFKA, Store.POSTGRES), "Kafka and Postgres at once");
    }

    private void lose(List<Store> stores, String what) throws InterruptedException {
        int times = FaultSuite.times(1, 10);
        List<LinkedAccount> accounts = fleet.accounts(ACCOUNTS);
        List<Worker> workers = fleet.workers(2);
        for (int i = 0; i < times; i++) {
            fleet.awaitReady(accounts);
            loseDuringTraffic(stores, accounts, workers);
        }
        report.add(new Report.Row(
                7,
                "kill -9 of %s, away for %d s, while customers send and phones write, %d times"
                        .formatted(what, AWAY.toSeconds(), times),
                "every accepted send and every message once; 503 with Retry-After meanwhile; /livez of all services 200",
                "%,d sends accepted, %,d answers 503, %,d messages, %,d times alive; 0 lost, 0 twice, 0 failed"
                        .formatted(sent, refused, written, alive),
                "sends of all accounts come to their end again %s after the launcher may start it anew"
                        .formatted(returns)));
    }

    private void loseDuringTraffic(List<Store> stores, List<LinkedAccount> accounts, List<Worker> workers)
            throws InterruptedException {
        LivenessWatch liveness = new LivenessWatch(services(workers));
        InboundStream inbound = new InboundStream(fleet, accounts, PER_SECOND);
        PersistentSends sends = new PersistentSends(fleet, accounts);
        try (liveness;
                inbound;
                sends) {
            sends.awaitFlowSince(System.nanoTime());
            inbound.await(2 * PER_SECOND);
            try (Outage outage = new Outage(fleet.fleet(), stores)) {
                TimeUnit.MILLISECONDS.sleep(AWAY.toMillis());
            }
            long back = System.nanoTime();
            sends.awaitFlowSince(back);
            returns.addSince(back);
        }
        assertThat(liveness.deaths()).as("not alive").isEmpty();
        assertThat(sends.unexpected()).isEmpty();
        assertThat(sends.refusals()).as("answers 503").isNotEmpty().allSatisfy(answer -> {
            assertThat(answer.code()).isEqualTo("UNAVAILABLE");
            assertThat(answer.header("Retry-After")).matches("[1-9]\\d*");
        });
        new Witness(fleet).everySendArrivedOnce(sends.recipient(), sends.accepted());
        new Witness(fleet).everyMessageWasToldOnce(inbound);
        new Witness(fleet).onePageEach(accounts);
        sent += sends.accepted().size();
        refused += sends.refusals().size();
        written += inbound.written().size();
        alive += liveness.asked();
    }

    private Map<String, Http> services(List<Worker> workers) {
        Map<String, Http> services =
                new HashMap<>(workers.stream().collect(Collectors.toMap(Worker::part, Worker::management)));
        services.put("gateway", fleet.api());
        services.put("relay", new Http(fleet.fleet().relay(), Map.of()));
        return services;
    }
}
