package io.wafleet.e2e.fault;

import io.wafleet.e2e.Answer;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A customer who sends from several accounts side by side to one phone, and remembers what was accepted. */
final class SendStream implements AutoCloseable {

    /**
     * A send that was answered with 202.
     *
     * @param atNanos of the answer
     */
    record Accepted(LinkedAccount account, String command, String text, long atNanos) {}

    private static final AtomicInteger STREAMS = new AtomicInteger();
    /** Between two sends, of whichever account: so many that all are busy, and not so many that the machine is. */
    private static final long GAP_MILLIS = 60;
    /** As many as are done within seconds of the account's return, and fewer than its queue holds. */
    private static final int MOST_UNFINISHED = 20;

    private final FaultFleet fleet;
    private final List<LinkedAccount> accounts;
    private final long gapMillis;
    private final String recipient = "1555203" + (1000 + STREAMS.incrementAndGet());
    private final Queue<Accepted> accepted = new ConcurrentLinkedQueue<>();
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopped;

    SendStream(FaultFleet fleet, List<LinkedAccount> accounts) {
        this(fleet, accounts, GAP_MILLIS);
    }

    /** @param gapMillis between two sends, of whichever account */
    SendStream(FaultFleet fleet, List<LinkedAccount> accounts, long gapMillis) {
        this.fleet = fleet;
        this.accounts = accounts;
        this.gapMillis = gapMillis;
        accounts.forEach(account -> senders.submit(() -> send(account)));
    }

    String recipient() {
        return recipient;
    }

    List<Accepted> accepted() {
        return List.copyOf(accepted);
    }

    /** Waits until a send of each account that was accepted after that moment has come to its end. */
    void awaitFlowSince(long nanos) {
        FaultFleet.within(120)
                .until(() -> accounts.stream()
                        .allMatch(account -> accepted.stream()
                                .anyMatch(send -> send.account().equals(account)
                                        && send.atNanos() > nanos
                                        && !fleet.events()
                                                .results(send.command())
                                                .isEmpty())));
    }

    /** Sends no more; what was accepted goes on. */
    @Override
    public void close() {
        stopped = true;
        senders.close();
    }

    private void awaitRoom(LinkedAccount account) {
        FaultFleet.within(120)
                .until(() -> stopped
                        || accepted.stream()
                                        .filter(send -> send.account().equals(account))
                                        .filter(send -> fleet.events()
                                                .results(send.command())
                                                .isEmpty())
                                        .count()
                                < MOST_UNFINISHED);
    }

    private void send(LinkedAccount account) {
        for (int number = 0; !stopped; number++) {
            awaitRoom(account);
            String text = "Order %d of %s for %s".formatted(number, account.id(), recipient);
            try {
                Answer answer = fleet.api()
                        .post(
                                "/api/accounts/" + account.id() + "/messages/send?wait=0",
                                Map.of("to", recipient, "message", text));
                if (answer.status() == 202) {
                    String command = answer.data().path("command_id").asString();
                    accepted.add(new Accepted(account, command, text, System.nanoTime()));
                }
                TimeUnit.MILLISECONDS.sleep(gapMillis * accounts.size());
            } catch (UncheckedIOException unknown) {
                // It was not accepted, and may have been sent all the same; if it is on the phone, then once.
            } catch (InterruptedException interrupted) {
                return;
            }
        }
    }
}
