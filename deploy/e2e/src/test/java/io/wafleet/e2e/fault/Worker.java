package io.wafleet.e2e.fault;

import io.wafleet.e2e.Fleet;
import io.wafleet.e2e.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One session-worker of a fleet, under a launcher of its own: it can be started, broken and taken away alone. */
final class Worker {

    private static final int PORTS_APART = 10;

    private final Fleet fleet;
    private final int number;

    Worker(Fleet fleet, int number) {
        this.fleet = fleet;
        this.number = number;
    }

    int number() {
        return number;
    }

    /** What the fleet calls it. */
    String part() {
        return number == 1 ? "worker" : "worker-" + number;
    }

    void start() {
        fleet.up("--worker", String.valueOf(number));
    }

    boolean isRunning() {
        return fleet.running(part()).isPresent();
    }

    /** Kills it with what would start it again, as the loss of its machine does. */
    void lose() {
        ProcessHandle keeper = fleet.keeper(part());
        ProcessHandle worker = fleet.process(part());
        signal(worker, "KILL");
        signal(keeper, "KILL");
        awaitEnd(worker);
        awaitEnd(keeper);
    }

    /** The process stands still and knows nothing of it. */
    void freeze() {
        signal(fleet.process(part()), "STOP");
    }

    void thaw() {
        signal(fleet.process(part()), "CONT");
    }

    /** Asks it to end for good, as an orchestrator that scales down does; says how long it took. */
    Duration stop() {
        long asked = System.nanoTime();
        ProcessHandle worker = fleet.process(part());
        signal(fleet.keeper(part()), "TERM");
        awaitEnd(worker);
        return Duration.ofNanos(System.nanoTime() - asked);
    }

    /** Asks the process itself to end, and keeps its launcher from starting another; says how long it took. */
    Duration terminate() {
        long asked = System.nanoTime();
        ProcessHandle keeper = fleet.keeper(part());
        ProcessHandle worker = fleet.process(part());
        signal(worker, "TERM");
        awaitEnd(worker);
        Duration took = Duration.ofNanos(System.nanoTime() - asked);
        signal(keeper, "KILL");
        awaitEnd(keeper);
        return took;
    }

    /** The management side of it. */
    Http management() {
        URI first = fleet.worker();
        return new Http(
                URI.create("http://" + first.getHost() + ":" + (first.getPort() + PORTS_APART * (number - 1))),
                Map.of());
    }

    private static void awaitEnd(ProcessHandle process) {
        process.onExit().orTimeout(90, TimeUnit.SECONDS).join();
    }

    private static void signal(ProcessHandle process, String signal) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start();
            if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new IllegalStateException("kill -" + signal + " " + process.pid() + " failed");
            }
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public String toString() {
        return part();
    }
}
