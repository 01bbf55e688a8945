package io.wafleet.e2e.fault;

import io.wafleet.e2e.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A customer who sends from several accounts side by side, each time waiting for the result. */
final class TimedSends implements AutoCloseable {

    /**
     * One send.
     *
     * @param atNanos when it was asked for, of {@link System#nanoTime()}
     */
    record Timed(LinkedAccount account, String text, long atNanos, Duration took, Answer answer) {}

    private static final AtomicInteger STREAMS = new AtomicInteger();
    private static final long GAP_MILLIS = 200;

    private final FaultFleet fleet;
    private final String recipient = "1555206" + (1000 + STREAMS.incrementAndGet());
    private final Queue<Timed> all = new ConcurrentLinkedQueue<>();
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopped;

    TimedSends(FaultFleet fleet, List<LinkedAccount> accounts) {
        this.fleet = fleet;
        accounts.forEach(account -> senders.submit(() -> send(account)));
    }

    String recipient() {
        return recipient;
    }

    /** What has ended. */
    List<Timed> all() {
        return List.copyOf(all);
    }

    /** Waits until each of these accounts has ended so many sends that were asked for after that moment. */
    void await(List<LinkedAccount> accounts, int sends, long afterNanos) {
        FaultFleet.within(180)
                .until(() -> accounts.stream()
                        .allMatch(account -> all.stream()
                                        .filter(send -> send.account().equals(account) && send.atNanos() > afterNanos)
                                        .count()
                                >= sends));
    }

    /** Sends no more; what is under way comes to its end. */
    @Override
    public void close() {
        stopped = true;
        senders.close();
    }

    private void send(LinkedAccount account) {
        for (int number = 0; !stopped; number++) {
            String text = "Offer %d of %s for %s".formatted(number, account.id(), recipient);
            long asked = System.nanoTime();
            Answer answer = fleet.api()
                    .post(
                            "/api/accounts/" + account.id() + "/messages/send?wait=60",
                            Map.of("to", recipient, "message", text));
            all.add(new Timed(account, text, asked, Duration.ofNanos(System.nanoTime() - asked), answer));
            try {
                TimeUnit.MILLISECONDS.sleep(GAP_MILLIS);
            } catch (InterruptedException interrupted) {
                return;
            }
        }
    }
}
