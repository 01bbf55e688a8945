package io.wafleet.standalone;

import io.wafleet.standalone.process.LogTail;
import io.wafleet.standalone.process.RunningPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One part from its first start to its stop.
 *
 * <p>Failure policy: a first start that fails fails the whole start. A part that ends later is named with
 * the end of its log and started again, after 1 s, then after twice as long each time up to 30 s; the
 * others go on.
 */
final class KeptRunning {
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration STEADY = Duration.ofSeconds(60);

    private final Fleet.Member member;
    private final ProcessRecord record;
    private final String owner;
    private final Screen screen;
    private final CompletableFuture<@Nullable Void> ready = new CompletableFuture<>();
    private volatile boolean stopping;
    private volatile @Nullable RunningPart running;
    private @Nullable Thread keeper;

    KeptRunning(Fleet.Member member, ProcessRecord record, String owner, Screen screen) {
        this.member = member;
        this.record = record;
        this.owner = owner;
        this.screen = screen;
    }

    PartName kind() {
        return member.kind();
    }

    /** Completed by the first time the part is ready, or by the failure to get there. */
    CompletableFuture<@Nullable Void> ready() {
        return ready;
    }

    /** Begins as soon as {@code others}, as far as the part waits for them, are ready. */
    synchronized void begin(Collection<KeptRunning> others) {
        var awaited = others.stream()
                .filter(other -> member.waitsFor().contains(other.kind()))
                .map(KeptRunning::ready)
                .toList();
        keeper = Thread.ofVirtual().name(name()).start(() -> keep(awaited));
    }

    private void keep(List<CompletableFuture<@Nullable Void>> awaited) {
        try {
            CompletableFuture.allOf(awaited.toArray(CompletableFuture[]::new)).get();
            screen.part(name(), "starting");
            start();
            ready.complete(null);
            watch();
        } catch (InterruptedException stopped) {
            ready.cancel(false);
        } catch (Exception failed) {
            // After a stop was asked for, a start that was cut short is no failure.
            ready.completeExceptionally(failed);
        }
    }

    private RunningPart start() {
        long begun = System.nanoTime();
        var started = RunningPart.start(member.part(), this::write);
        running = started;
        screen.part(name(), "ready", Duration.ofNanos(System.nanoTime() - begun));
        return started;
    }

    private void write(ProcessHandle process) {
        try {
            record.write(process, owner);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private void watch() throws InterruptedException {
        var pause = SHORTEST_PAUSE;
        var current = running;
        while (current != null) {
            long since = System.nanoTime();
            int code = current.awaitEnd();
            if (stopping) {
                return;
            }
            if (System.nanoTime() - since > STEADY.toNanos()) {
                pause = SHORTEST_PAUSE;
            }
            tellEnd(code, pause);
            current = startAgain(pause);
            pause = longer(pause);
        }
    }

    private @Nullable RunningPart startAgain(Duration firstPause) throws InterruptedException {
        for (var pause = firstPause; !stopping; pause = longer(pause)) {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            try {
                return start();
            } catch (RuntimeException failed) {
                if (!stopping) {
                    screen.part(
                            name(),
                            failed.getMessage() + "\n            trying again in "
                                    + longer(pause).toSeconds() + " s");
                }
            }
        }
        return null;
    }

    private void tellEnd(int code, Duration pause) {
        var tail = LogTail.lines(member.part().log(), 5);
        screen.part(
                name(),
                "ENDED with exit code %d; starting again in %d s; the end of %s:\n            %s"
                        .formatted(code, pause.toSeconds(), member.part().log(), String.join("\n            ", tail)));
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    /** From now on an end of the process is no surprise. */
    void endExpected() {
        stopping = true;
    }

    /** Stops the part in order, also in the middle of its start. */
    void stop() {
        stopping = true;
        Thread thread;
        synchronized (this) {
            thread = keeper;
        }
        var current = running;
        if (thread == null) {
            return;
        }
        long begun = System.nanoTime();
        if (current != null && current.handle().isAlive()) {
            screen.part(name(), "stopping");
            current.close();
            screen.part(name(), "stopped", Duration.ofNanos(System.nanoTime() - begun));
        }
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        record.remove();
    }

    private String name() {
        return member.part().name();
    }
}
