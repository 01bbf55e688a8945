package io.wafleet.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Fault 4: workers are added and taken away within a minute, during sends. */
@ExtendWith(FaultSuite.class)
class ScaleIT {

    private static final int ACCOUNTS = 12;
    /** Leaves a small machine the time to start two workers within the minute. */
    private static final long GAP_MILLIS = 250;

    private final FaultFleet fleet;
    private final Report report;
    private final Times scalings = new Times();
    private final Times stops = new Times();
    private final Times flows = new Times();
    private int sent;

    ScaleIT(FaultFleet fleet, Report report) {
        this.fleet = fleet;
        this.report = report;
    }

    @Test
    void oneWorkerBecomesThreeAndThenTwoWithoutANewQrCodeOrALostCommand() {
        int times = FaultSuite.times(1, 10);
        fleet.workers(1);
        List<LinkedAccount> accounts = fleet.accounts(ACCOUNTS);
        Map<LinkedAccount, Long> codes = qrCodes(accounts);
        for (int i = 0; i < times; i++) {
            scaleWhileSending(accounts);
        }
        assertThat(qrCodes(accounts)).isEqualTo(codes);
        report.add(new Report.Row(
                4,
                "1, then 3, then 2 workers during sends from %d accounts, %d times".formatted(ACCOUNTS, times),
                "no new QR code, one page each, every send answered 202 is on the phone exactly once",
                "%,d sends, 0 lost, 0 twice, 0 failed".formatted(sent),
                "from 1 worker over 3 to 2: %s, of which SIGTERM to the end of the process: %s; all accounts send %s after that"
                        .formatted(scalings, stops, flows)));
    }

    private void scaleWhileSending(List<LinkedAccount> accounts) {
        fleet.workers(1);
        SendStream stream = new SendStream(fleet, accounts, GAP_MILLIS);
        try (stream) {
            stream.awaitFlowSince(System.nanoTime());
            long began = System.nanoTime();
            CompletableFuture.allOf(
                            CompletableFuture.runAsync(fleet.worker(2)::start),
                            CompletableFuture.runAsync(fleet.worker(3)::start))
                    .join();
            stops.add(fleet.worker(2).stop());
            scalings.addSince(began);
            long scaled = System.nanoTime();
            stream.awaitFlowSince(scaled);
            flows.addSince(scaled);
        }
        fleet.awaitReady(accounts);
        Witness witness = new Witness(fleet);
        witness.everySendArrivedOnce(stream);
        witness.onePageEach(accounts);
        sent += stream.accepted().size();
        fleet.worker(3).stop();
    }

    private Map<LinkedAccount, Long> qrCodes(List<LinkedAccount> accounts) {
        return accounts.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        account -> fleet.events().of(account.id(), "account.qr").count()));
    }
}
