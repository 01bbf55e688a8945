package io.wafleet.standalone;

import io.wafleet.standalone.process.PartFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Starts the fleet in the order of what needs what, keeps it running, and stops it in reverse. */
final class Supervisor {
    // Each set is stopped side by side, before the next: who asks goes before who answers.
    private static final List<Set<PartName>> STOP_ORDER = List.of(
            Set.of(PartName.GATEWAY),
            Set.of(PartName.WORKER, PartName.RELAY),
            Set.of(PartName.SANDBOX),
            Set.of(PartName.KAFKA, PartName.POSTGRES));

    private final List<KeptRunning> parts = new ArrayList<>();
    private boolean stopped;

    Supervisor(Fleet fleet, Settings settings, String owner, Screen screen) {
        for (var member : fleet.members()) {
            var record = ProcessRecord.of(settings.run(), member.part().name());
            parts.add(new KeptRunning(member, record, owner, screen));
        }
    }

    /** Starts all parts and returns when the last is ready; the first that fails ends the wait. */
    void start() throws InterruptedException {
        var first = new CompletableFuture<Void>();
        var all = CompletableFuture.allOf(parts.stream().map(KeptRunning::ready).toArray(CompletableFuture[]::new));
        parts.forEach(part -> part.ready().whenComplete((ready, failure) -> {
            if (failure != null) {
                first.completeExceptionally(failure);
            }
        }));
        parts.forEach(part -> part.begin(parts));
        try {
            CompletableFuture.anyOf(all, first).get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof PartFailed part
                    ? part
                    : new PartFailed("" + failed.getMessage(), failed);
        }
    }

    /** Stops what was started; a second call waits for the first and does nothing. */
    synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        // All at once: a signal to the whole process group ends them in any order, and that is no failure.
        parts.forEach(KeptRunning::endExpected);
        for (var kinds : STOP_ORDER) {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                parts.stream().filter(part -> kinds.contains(part.kind())).forEach(part -> threads.submit(part::stop));
            }
        }
    }
}
