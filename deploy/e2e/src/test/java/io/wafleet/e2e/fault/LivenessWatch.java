package io.wafleet.e2e.fault;

import io.wafleet.e2e.Http;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks each service four times a second whether it is alive, as an orchestrator that restarts the dead ones would. */
final class LivenessWatch implements AutoCloseable {

    private final Queue<String> deaths = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopped;

    LivenessWatch(Map<String, Http> services) {
        services.forEach((name, service) -> askers.submit(() -> watch(name, service)));
    }

    /** Each answer that was not 200. */
    List<String> deaths() {
        return List.copyOf(deaths);
    }

    int asked() {
        return asked.get();
    }

    private void watch(String name, Http service) {
        while (!stopped) {
            asked.incrementAndGet();
            try {
                int status = service.get("/livez").status();
                if (status != 200) {
                    deaths.add(name + " answered " + status);
                }
                TimeUnit.MILLISECONDS.sleep(250);
            } catch (UncheckedIOException gone) {
                deaths.add(name + " did not answer: " + gone.getCause());
            } catch (InterruptedException interrupted) {
                return;
            }
        }
    }

    @Override
    public void close() {
        stopped = true;
        askers.close();
    }
}
