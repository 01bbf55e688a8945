package io.wafleet.e2e.fault;

import static org.awaitility.Awaitility.await;

import io.wafleet.e2e.Fleet;
import io.wafleet.e2e.Http;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

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
        Signal.KILL.send(worker);
        Signal.KILL.send(keeper);
        awaitEnd(worker);
        awaitEnd(keeper);
    }

    /** The process stands still and knows nothing of it. */
    void freeze() {
        Signal.STOP.send(fleet.process(part()));
    }

    void thaw() {
        Signal.CONT.send(fleet.process(part()));
    }

    /** Asks it to end for good, as an orchestrator that scales down does; says how long it took. */
    Duration stop() {
        long asked = System.nanoTime();
        ProcessHandle worker = fleet.process(part());
        Signal.TERM.send(fleet.keeper(part()));
        awaitEnd(worker);
        return Duration.ofNanos(System.nanoTime() - asked);
    }

    /** Asks the process itself to end, and keeps its launcher from starting another; says how long it took. */
    Duration terminate() {
        long asked = System.nanoTime();
        ProcessHandle keeper = fleet.keeper(part());
        ProcessHandle worker = fleet.process(part());
        Signal.TERM.send(worker);
        awaitEnd(worker);
        Duration took = Duration.ofNanos(System.nanoTime() - asked);
        Signal.KILL.send(keeper);
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
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !Fleet.isRunning(process));
    }

    @Override
    public String toString() {
        return part();
    }
}
