package io.wafleet.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.e2e.fault.EventLog.Told;
import io.wafleet.e2e.fault.TimedSends.Timed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Fault 6: Chromium dies, or one page of it, or a page computes and never ends; the other accounts notice nothing. */
@ExtendWith(FaultSuite.class)
class HurtBrowserIT {

    private static final int ACCOUNTS = 6;
    private static final int SENDS = FaultSuite.isThorough() ? 30 : 10;
    /** What else the machine may add to a send meanwhile: a Chromium that starts takes all of two cores. */
    private static final Duration NOISE = Duration.ofSeconds(2);

    private static final Duration NEVER_LONGER = Duration.ofSeconds(15);

    private final FaultFleet fleet;
    private final Report report;
    private final Times before = new Times();
    private final Times during = new Times();
    private final Times outages = new Times();

    HurtBrowserIT(FaultFleet fleet, Report report) {
        this.fleet = fleet;
        this.report = report;
    }

    @Test
    void aPageThatComputesWithoutEndDoesNotDelayTheOthers() {
        int times = FaultSuite.times(1, 6);
        for (int i = 0; i < times; i++) {
            int turn = i;
            hurt("PAGE_SILENT", accounts -> {
                LinkedAccount victim = accounts.get(turn % accounts.size());
                fleet.phone().act("hang", Map.of("account", victim.number(), "seconds", 3_600));
                return List.of(victim);
            });
        }
        tell("one page in an endless loop", times, "the others'");
    }

    @Test
    void aKilledRendererDoesNotDelayTheOthers() {
        int times = FaultSuite.times(1, 6);
        for (int i = 0; i < times; i++) {
            hurt("PAGE_CRASHED", accounts -> {
                long killed = System.nanoTime();
                Worker worker = fleet.owner(accounts.getFirst());
                // Not the anchor, which is the first; whose page the second is, is told.
                Signal.KILL.send(new ChromiumProcesses(fleet.fleet().process(worker.part()))
                        .renderers()
                        .get(1));
                FaultFleet.within(60).until(() -> accounts.stream().anyMatch(lostSince(killed, "PAGE_CRASHED")));
                return accounts.stream()
                        .filter(lostSince(killed, "PAGE_CRASHED"))
                        .toList();
            });
        }
        tell("kill -9 of the renderer of one account", times, "the others'");
    }

    @Test
    void aKilledChromiumDoesNotDelayTheAccountsOfAnotherWorker() {
        int times = FaultSuite.times(1, 6);
        for (int i = 0; i < times; i++) {
            int turn = i;
            hurt("BROWSER_LOST", accounts -> {
                Worker worker = fleet.owner(accounts.get(turn % accounts.size()));
                List<LinkedAccount> victims = on(worker, accounts);
                Signal.KILL.send(new ChromiumProcesses(fleet.fleet().process(worker.part())).main());
                return victims;
            });
        }
        tell("kill -9 of the Chromium of one of two workers", times, "the other worker's");
    }

    /**
     * Breaks something while all accounts send, and measures how long the sends of those take whom it is no business of.
     *
     * @param reason with which those whom it hits are DISCONNECTED
     * @param fault does it, and says whom it hits
     */
    private void hurt(String reason, Function<List<LinkedAccount>, List<LinkedAccount>> fault) {
        fleet.workers(2);
        List<LinkedAccount> accounts = accountsOnBothWorkers();
        fleet.awaitReady(accounts);
        TimedSends sends = new TimedSends(fleet, accounts);
        long broken;
        long back;
        List<LinkedAccount> victims;
        try (sends) {
            sends.await(accounts, SENDS, Long.MIN_VALUE);
            broken = System.nanoTime();
            victims = fault.apply(accounts);
            FaultFleet.within(180).until(() -> victims.stream().allMatch(readySince(broken, reason)));
            back = System.nanoTime();
            outages.add(Duration.ofNanos(back - broken));
            sends.await(accounts, 1, back);
            sends.await(accounts, SENDS, broken);
        }
        assertThat(sends.all())
                .allSatisfy(send -> assertThat(send.answer().status())
                        .as(send.answer().toString())
                        .isEqualTo(200));
        everySendIsOnThePhoneOnce(sends);
        compare(sends.all(), victims, broken);
    }

    private void compare(List<Timed> sends, List<LinkedAccount> victims, long broken) {
        Times calm = new Times();
        Times hit = new Times();
        sends.stream()
                .filter(send -> !victims.contains(send.account()))
                .forEach(send -> (endedBefore(send, broken) ? calm : hit).add(send.took()));
        System.out.printf("Others' sends: before %s, during %s (%d)%n", calm.p50AndP99(), hit.p50AndP99(), hit.count());
        assertThat(hit.percentile(99))
                .as("p99 of the others: before %s, during %s", calm.p50AndP99(), hit.p50AndP99())
                .isLessThan(mostFor(calm));
        before.addAll(calm);
        during.addAll(hit);
    }

    /** A build's machine may be busy with anything; there a send must only not wait for what is broken. */
    private static Duration mostFor(Times calm) {
        return FaultSuite.isThorough() ? calm.percentile(99).multipliedBy(2).plus(NOISE) : NEVER_LONGER;
    }

    private static boolean endedBefore(Timed send, long nanos) {
        return send.atNanos() + send.took().toNanos() - nanos < 0;
    }

    private void everySendIsOnThePhoneOnce(TimedSends sends) {
        FaultFleet.within(30)
                .untilAsserted(() -> assertThat(fleet.phone().received(sends.recipient()))
                        .extracting(message -> message.path("body").asString())
                        .containsExactlyInAnyOrderElementsOf(
                                sends.all().stream().map(Timed::text).toList()));
    }

    private void tell(String broken, int times, String whose) {
        report.add(new Report.Row(
                6,
                broken + ", %d times".formatted(times),
                "%s sends go on as before; every send is on the phone once".formatted(whose),
                "%s %d sends before: %s; %d during: %s"
                        .formatted(whose, before.count(), before.p50AndP99(), during.count(), during.p50AndP99()),
                "those who were hit are READY after " + outages));
    }

    /** As many as it takes for both workers to have some. */
    private List<LinkedAccount> accountsOnBothWorkers() {
        List<LinkedAccount> accounts = new ArrayList<>(fleet.accounts(ACCOUNTS));
        while (on(fleet.worker(1), accounts).size() < 2
                || on(fleet.worker(2), accounts).isEmpty()) {
            accounts = fleet.accounts(accounts.size() + 1);
        }
        return accounts;
    }

    private List<LinkedAccount> on(Worker worker, List<LinkedAccount> accounts) {
        return accounts.stream()
                .filter(account -> fleet.owner(account) == worker)
                .toList();
    }

    private Predicate<LinkedAccount> lostSince(long nanos, String reason) {
        return account -> fleet.events()
                .of(account.id(), "account.status")
                .anyMatch(told -> told.atNanos() > nanos && isLost(told, reason));
    }

    private Predicate<LinkedAccount> readySince(long nanos, String reason) {
        return account -> fleet.events()
                .of(account.id(), "account.status")
                .filter(told -> told.atNanos() > nanos)
                .dropWhile(told -> !isLost(told, reason))
                .anyMatch(told -> told.data().path("status").asString().equals("READY"));
    }

    private static boolean isLost(Told told, String reason) {
        return told.data().at("/reason/code").asString("").equals(reason);
    }
}
