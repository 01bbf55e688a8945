package io.wafleet.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.e2e.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** Fault 10: accounts come and go in waves on one worker, and leave nothing behind. */
@ExtendWith(FaultSuite.class)
@EnabledOnOs(OS.LINUX)
class WavesIT {

    private static final int WAVES = FaultSuite.isThorough() ? 5 : 2;
    private static final int ACCOUNTS = FaultSuite.isThorough() ? 10 : 3;

    private final FaultFleet fleet;
    private final Report report;
    private final Times starts = new Times();
    private final Times stops = new Times();

    WavesIT(FaultFleet fleet, Report report) {
        this.fleet = fleet;
        this.report = report;
    }

    @Test
    void whatAWaveOfAccountsTookIsThereAgainAfterIt() throws InterruptedException {
        List<LinkedAccount> accounts = fleet.accounts(ACCOUNTS);
        fleet.workers(1);
        List<LinkedAccount> everybody = fleet.accounts();
        everybody.forEach(account -> ask(account, "disconnect"));
        List<Footprint> footprints = new ArrayList<>();
        try {
            for (int i = 0; i < WAVES; i++) {
                wave(accounts);
                footprints.add(settled());
            }
        } finally {
            everybody.forEach(account -> ask(account, "connect"));
            fleet.awaitReady(everybody);
        }
        print(footprints);
        footprints.forEach(after -> isAsSmallAs(footprints.getFirst(), after));
        report.add(new Report.Row(
                10,
                "%d sessions started and stopped, in %d waves of %d on one worker"
                        .formatted(WAVES * ACCOUNTS, WAVES, ACCOUNTS),
                "after each wave Chromium's processes, the worker's handles and threads, files, Chromium's memory and the worker's heap are as after the first",
                "after the first wave / the last: " + difference(footprints.getFirst(), footprints.getLast()),
                "a wave is READY after %s, and stopped after %s".formatted(starts, stops)));
    }

    private void wave(List<LinkedAccount> accounts) {
        long begun = System.nanoTime();
        accounts.forEach(account -> ask(account, "connect"));
        fleet.awaitReady(accounts);
        starts.addSince(begun);
        long ending = System.nanoTime();
        accounts.forEach(account -> ask(account, "disconnect"));
        stops.addSince(ending);
        assertThat(accounts)
                .allSatisfy(account -> assertThat(
                                fleet.status(account).path("status").asString())
                        .isEqualTo("STOPPED"));
    }

    /** What is held once nothing changes any more: Chromium ends the processes of a closed page a moment later. */
    private Footprint settled() throws InterruptedException {
        Footprint now = measure();
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        boolean stable = false;
        while (!stable && System.nanoTime() - end < 0) {
            TimeUnit.SECONDS.sleep(2);
            Footprint before = now;
            now = measure();
            stable = now.processes() == before.processes() && now.files() == before.files();
        }
        return now;
    }

    private Footprint measure() {
        Path home = fleet.fleet().home();
        return Footprint.of(
                fleet.fleet().process(fleet.worker(1).part()),
                List.of(home.resolve("browser"), home.resolve("profiles"), fleet.temporary()));
    }

    /** But for what a Java or Chromium that lives may take and give back at any moment. */
    private static void isAsSmallAs(Footprint first, Footprint after) {
        assertThat(after.processes()).as("processes").isLessThanOrEqualTo(first.processes() + 1);
        assertThat(after.handles()).as("handles").isLessThanOrEqualTo(first.handles() + 8);
        assertThat(after.threads()).as("threads").isLessThanOrEqualTo(first.threads() + 4);
        assertThat(after.files()).as("files").isLessThanOrEqualTo(first.files() + 20);
        assertThat(after.browser()).as("Chromium's MB").isLessThanOrEqualTo(first.browser() + 60);
        assertThat(after.heap()).as("MB of heap").isLessThanOrEqualTo(first.heap() + 5);
    }

    private static String difference(Footprint first, Footprint last) {
        return "%d/%d processes, %d/%d handles, %d/%d threads, %,d/%,d files, %d/%d MB Chromium, %d/%d MB heap"
                .formatted(
                        first.processes(),
                        last.processes(),
                        first.handles(),
                        last.handles(),
                        first.threads(),
                        last.threads(),
                        first.files(),
                        last.files(),
                        first.browser(),
                        last.browser(),
                        first.heap(),
                        last.heap());
    }

    private static void print(List<Footprint> footprints) {
        System.out.println("| after wave | processes | handles | threads | files | Chromium | heap |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (int i = 0; i < footprints.size(); i++) {
            System.out.println("| %d %s".formatted(i + 1, footprints.get(i).line()));
        }
    }

    private void ask(LinkedAccount account, String what) {
        Answer answer = fleet.api().post("/api/accounts/" + account.id() + "/" + what + "?wait=60");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }
}
