package io.wafleet.e2e.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Phones that write to accounts at a steady rate until they are stopped, whoever listens. */
final class InboundStream implements AutoCloseable {

    private static final AtomicInteger STREAMS = new AtomicInteger();
    private static final int PEOPLE = 20;

    private final FaultFleet fleet;
    private final List<LinkedAccount> accounts;
    private final long gapNanos;
    private final String name = "Question of stream " + STREAMS.incrementAndGet() + ", number ";
    private final Map<String, LinkedAccount> written = new ConcurrentHashMap<>();
    private final ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();
    private final Future<List<Future<?>>> clock;
    private volatile boolean stopped;

    InboundStream(FaultFleet fleet, List<LinkedAccount> accounts, int perSecond) {
        this.fleet = fleet;
        this.accounts = accounts;
        this.gapNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.clock = writers.submit(this::writeAll);
    }

    /** The messages, by WhatsApp's id of them. */
    Map<String, LinkedAccount> written() {
        return Map.copyOf(written);
    }

    /** With what all its texts begin. */
    String name() {
        return name;
    }

    /** Waits until so many have been written. */
    void await(int count) {
        FaultFleet.within(120).until(() -> written.size() >= count);
    }

    private List<Future<?>> writeAll() {
        List<Future<?>> all = new ArrayList<>();
        long next = System.nanoTime();
        while (!stopped) {
            int number = all.size();
            all.add(writers.submit(() -> write(number)));
            next += gapNanos;
            LockSupport.parkNanos(next - System.nanoTime());
        }
        return all;
    }

    private void write(int number) {
        LinkedAccount account = accounts.get(number % accounts.size());
        String from = "1555204" + (1000 + number % PEOPLE);
        written.put(fleet.phone().text(account.number(), from, name + number), account);
    }

    /** Writes no more; fails if the phones could not write. */
    @Override
    public void close() {
        stopped = true;
        try {
            for (Future<?> write : clock.get()) {
                write.get();
            }
        } catch (Exception failed) {
            throw new AssertionError("The simulated phones could not write", failed);
        }
        writers.close();
    }
}
