package io.wafleet.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.e2e.Http;
import io.wafleet.e2e.fault.EventLog.Told;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Fault 3: a worker stands still for longer than its leases last, and then goes on as if nothing had happened. */
@ExtendWith(FaultSuite.class)
class FrozenWorkerIT {

    private static final int ACCOUNTS = 4;
    private static final int PER_SECOND = 10;

    private final FaultFleet fleet;
    private final Report report;
    private final Witness witness;
    private final Times takeovers = new Times();
    private int written;
    private int sent;

    FrozenWorkerIT(FaultFleet fleet, Report report) {
        this.fleet = fleet;
        this.report = report;
        this.witness = new Witness(fleet);
    }

    @Test
    void noAccountEverHasTwoPagesAndNothingStaleIsBelieved() {
        int times = FaultSuite.times(1, 20);
        List<LinkedAccount> accounts = fleet.accounts(ACCOUNTS);
        double staleBefore = stale();
        for (int i = 0; i < times; i++) {
            fleet.workers(2);
            freezeUntilOthersHaveItsAccounts(fleet.owner(accounts.get(i % ACCOUNTS)), accounts);
        }
        report.add(new Report.Row(
                3,
                "SIGSTOP of a worker until its accounts are READY on another, then SIGCONT, during sends and while phones write, %d times"
                        .formatted(times),
                "never two pages of an account at a time, events of the earlier owner dropped, sends and messages once, the worker healthy again",
                "%,d sends and %,d messages over %d accounts, 0 lost, 0 twice; %.0f stale events dropped"
                        .formatted(sent, written, ACCOUNTS, stale() - staleBefore),
                "READY elsewhere after " + takeovers));
    }

    private void freezeUntilOthersHaveItsAccounts(Worker victim, List<LinkedAccount> accounts) {
        List<LinkedAccount> frozen = fleet.accountsOf(victim, accounts);
        Map<LinkedAccount, Long> epochs = new HashMap<>();
        InboundStream inbound = new InboundStream(fleet, accounts, PER_SECOND);
        SendStream sends = new SendStream(fleet, accounts);
        try (inbound;
                sends) {
            sends.awaitFlowSince(System.nanoTime());
            inbound.await(2 * PER_SECOND);
            frozen.forEach(account -> epochs.put(account, fleet.events().epoch(account.id())));
            victim.freeze();
            long stopped = System.nanoTime();
            frozen.forEach(account -> FaultFleet.within(120)
                    .until(() -> fleet.events()
                            .readyAfter(account.id(), epochs.get(account))
                            .isPresent()));
            takeovers.addSince(stopped);
            victim.thaw();
            sends.awaitFlowSince(System.nanoTime());
            FaultFleet.within(120)
                    .until(() -> victim.management().get("/readyz").status() == 200);
        }
        witness.everySendArrivedOnce(sends);
        witness.everyMessageWasToldOnce(inbound);
        witness.onePageEach(accounts);
        nothingOfAnEarlierOwnerIsBelieved(frozen.getFirst(), epochs.get(frozen.getFirst()));
        sent += sends.accepted().size();
        written += inbound.written().size();
    }

    /** Tells on Kafka, as the earlier owner, of a message that nobody wrote. */
    private void nothingOfAnEarlierOwnerIsBelieved(LinkedAccount account, long epoch) {
        Told told = fleet.events()
                .of(account.id(), "message.received")
                .filter(each -> each.epoch() == epoch)
                .reduce((first, last) -> last)
                .orElseThrow();
        ObjectNode forged = (ObjectNode) told.event().deepCopy();
        String id = "STALE" + System.nanoTime();
        forged.put("id", id);
        ((ObjectNode) forged.path("data")).put("id", id);
        double before = stale();
        fleet.tell(account, forged);
        FaultFleet.within(30).until(() -> stale() > before);
        JsonNode logged = fleet.api()
                .get("/api/accounts/" + account.id() + "/messages/" + id)
                .json();
        assertThat(logged.path("code").asString()).as(logged.toString()).isEqualTo("MESSAGE_NOT_FOUND");
        assertThat(fleet.arrivals().of(id)).isEmpty();
    }

    /** How many events of earlier owners the relay has dropped. */
    private double stale() {
        String metrics = new String(new Http(fleet.fleet().relay(), Map.of())
                .get("/actuator/prometheus", "text/plain")
                .bytes());
        return metrics.lines()
                .filter(line -> line.startsWith("wafleet_event_stale_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
