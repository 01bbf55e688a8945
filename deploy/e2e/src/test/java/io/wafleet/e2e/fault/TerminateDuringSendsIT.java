package io.wafleet.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Fault 5: a worker is asked to end while sends are under way. */
@ExtendWith(FaultSuite.class)
class TerminateDuringSendsIT {

    private static final int ACCOUNTS = 4;
    /** 20 s for the commands that run, 15 s for the pages, and the rest of the process. */
    private static final Duration BOUND = Duration.ofSeconds(40);

    private final FaultFleet fleet;
    private final Report report;
    private final Times ends = new Times();
    private final Times outages = new Times();
    private int sent;

    TerminateDuringSendsIT(FaultFleet fleet, Report report) {
        this.fleet = fleet;
        this.report = report;
    }

    @Test
    void noSendIsLostOrDoubledAndTheProcessEndsWithinItsBound() {
        int times = FaultSuite.times(2, 20);
        List<LinkedAccount> accounts = fleet.accounts(ACCOUNTS);
        for (int i = 0; i < times; i++) {
            fleet.workers(2);
            terminateWhileSending(fleet.owner(accounts.get(i % ACCOUNTS)), accounts);
        }
        report.add(new Report.Row(
                5,
                "SIGTERM to one of two workers during sends, %d times".formatted(times),
                "every send answered 202 is on the phone exactly once; the process ends within %d s"
                        .formatted(BOUND.toSeconds()),
                "%,d sends over %d accounts, 0 lost, 0 twice, 0 failed".formatted(sent, ACCOUNTS),
                "process ended after %s; all accounts send again %s after it was asked to".formatted(ends, outages)));
    }

    private void terminateWhileSending(Worker victim, List<LinkedAccount> accounts) {
        SendStream stream = new SendStream(fleet, accounts);
        try (stream) {
            stream.awaitFlowSince(System.nanoTime());
            long asked = System.nanoTime();
            Duration took = victim.terminate();
            assertThat(took).isLessThanOrEqualTo(BOUND);
            ends.add(took);
            stream.awaitFlowSince(asked + took.toNanos());
            outages.addSince(asked);
        }
        Witness witness = new Witness(fleet);
        witness.everySendArrivedOnce(stream);
        witness.onePageEach(accounts);
        sent += stream.accepted().size();
    }
}
