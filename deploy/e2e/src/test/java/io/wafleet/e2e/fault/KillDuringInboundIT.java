package io.wafleet.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Fault 2: a worker is killed while phones write, and does not come back. */
@ExtendWith(FaultSuite.class)
class KillDuringInboundIT {

    private static final int PER_SECOND = 20;
    private static final Duration BACK_WITHIN = Duration.ofSeconds(15);

    private final FaultFleet fleet;
    private final Report report;
    private final Times takeovers = new Times();
    private int written;

    KillDuringInboundIT(FaultFleet fleet, Report report) {
        this.fleet = fleet;
        this.report = report;
    }

    @Test
    void everyMessageIsLoggedOnceAndReachesTheWebhookAndTheAccountsAreReadyElsewhere() {
        int kills = FaultSuite.times(1, 20);
        List<LinkedAccount> accounts = fleet.accounts(FaultSuite.isThorough() ? 8 : 4);
        for (int i = 0; i < kills; i++) {
            fleet.workers(2);
            killWhilePhonesWrite(fleet.owner(accounts.get(i % accounts.size())), accounts);
        }
        if (FaultSuite.isThorough()) { // nothing else runs then
            assertThat(takeovers.max()).isLessThanOrEqualTo(BACK_WITHIN);
        }
        report.add(new Report.Row(
                2,
                "kill -9 of a worker and of what would start it again, while phones write %d messages a second, %d times"
                        .formatted(PER_SECOND, kills),
                "every message is in the log once and reached the webhook; READY on the other worker, one page each",
                "%,d messages to %d accounts, 0 lost, 0 twice".formatted(written, accounts.size()),
                "an account is READY elsewhere after " + takeovers));
    }

    private void killWhilePhonesWrite(Worker victim, List<LinkedAccount> accounts) {
        List<LinkedAccount> orphans = fleet.accountsOf(victim, accounts);
        Map<LinkedAccount, Long> epochs = new HashMap<>();
        int messages = PER_SECOND * (FaultSuite.isThorough() ? 30 : 10);
        InboundStream stream = new InboundStream(fleet, accounts, PER_SECOND);
        try (stream) {
            stream.await(messages / 4);
            orphans.forEach(account -> epochs.put(account, fleet.events().epoch(account.id())));
            victim.lose();
            long killed = System.nanoTime();
            orphans.forEach(account -> takeovers.add(backAfter(killed, account, epochs.get(account))));
            stream.await(messages);
        }
        new Witness(fleet).everyMessageWasToldOnce(stream);
        new Witness(fleet).onePageEach(accounts);
        written += stream.written().size();
    }

    private Duration backAfter(long killed, LinkedAccount account, long epoch) {
        EventLog events = fleet.events();
        FaultFleet.within(120)
                .until(() -> events.readyAfter(account.id(), epoch).isPresent());
        return Duration.ofNanos(
                events.readyAfter(account.id(), epoch).orElseThrow().atNanos() - killed);
    }
}
