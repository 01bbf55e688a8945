package io.wafleet.e2e.fault;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Fault 1: a worker is killed at a random moment during a stream of sends. */
@ExtendWith(FaultSuite.class)
class KillDuringSendsIT {

    private static final int ACCOUNTS = 4;
    private static final int LONGEST_WAIT_MILLIS = 2_000;

    private final FaultFleet fleet;
    private final Report report;
    private final Times outages = new Times();
    private int accepted;

    KillDuringSendsIT(FaultFleet fleet, Report report) {
        this.fleet = fleet;
        this.report = report;
    }

    @Test
    void everyAcceptedSendReachesThePhoneExactlyOnce() throws InterruptedException {
        int kills = FaultSuite.times(3, 100);
        long seed = Long.getLong("wafleet.faults.seed", System.nanoTime());
        System.out.println("Random seed of the kills: " + seed + " (wafleet.faults.seed repeats it)");
        Random random = new Random(seed);
        List<LinkedAccount> accounts = fleet.accounts(ACCOUNTS);
        List<Worker> workers = fleet.workers(2);

        for (int i = 0; i < kills; i++) {
            Worker victim = workers.get(random.nextInt(workers.size()));
            killWhileSending(victim, accounts, Duration.ofMillis(random.nextInt(LONGEST_WAIT_MILLIS)));
        }

        report.add(new Report.Row(
                1,
                "kill -9 of one of two workers at a random moment during sends, %d times".formatted(kills),
                "every send answered 202 has one result and is on the phone exactly once",
                "%,d sends over %d accounts, 0 lost, 0 twice, 0 failed".formatted(accepted, ACCOUNTS),
                "all accounts send again after " + outages));
    }

    private void killWhileSending(Worker victim, List<LinkedAccount> accounts, Duration wait)
            throws InterruptedException {
        SendStream stream = new SendStream(fleet, accounts);
        try (stream) {
            stream.awaitFlowSince(System.nanoTime());
            TimeUnit.MILLISECONDS.sleep(wait.toMillis());
            victim.lose();
            long killed = System.nanoTime();
            CompletableFuture<Void> startedAgain = CompletableFuture.runAsync(victim::start);
            stream.awaitFlowSince(killed);
            outages.addSince(killed);
            startedAgain.join();
        }
        new Witness(fleet).everySendArrivedOnce(stream);
        accepted += stream.accepted().size();
    }
}
