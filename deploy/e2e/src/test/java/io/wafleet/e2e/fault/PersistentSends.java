package io.wafleet.e2e.fault;

import io.wafleet.e2e.Answer;
import io.wafleet.e2e.fault.SendStream.Accepted;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A customer who asks again with the same idempotency key, when a send could not be accepted. */
final class PersistentSends implements AutoCloseable {

    private static final AtomicInteger STREAMS = new AtomicInteger();
    private static final long GAP_MILLIS = 250;
    /** Who sends faster than a machine under load can carry out would only measure how long the queue is. */
    private static final int MOST_AWAITED = 5;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final FaultFleet fleet;
    private final List<LinkedAccount> accounts;
    private final String recipient = "1555207" + (1000 + STREAMS.incrementAndGet());
    private final Queue<Accepted> accepted = new ConcurrentLinkedQueue<>();
    private final Queue<Answer> refusals = new ConcurrentLinkedQueue<>();
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopped;

    PersistentSends(FaultFleet fleet, List<LinkedAccount> accounts) {
        this.fleet = fleet;
        this.accounts = accounts;
        accounts.forEach(account -> senders.submit(() -> sendAll(account)));
    }

    String recipient() {
        return recipient;
    }

    /** What was answered 202, which is everything that was ever asked for once this is closed. */
    List<Accepted> accepted() {
        return List.copyOf(accepted);
    }

    /** The answers 503. */
    List<Answer> refusals() {
        return List.copyOf(refusals);
    }

    /** Answers that are neither 202 nor 503, and calls without an answer. */
    List<String> unexpected() {
        return List.copyOf(unexpected);
    }

    /** Waits until a send of each account that was accepted after that moment has come to its end. */
    void awaitFlowSince(long nanos) {
        FaultFleet.within(180)
                .until(() -> accounts.stream()
                        .allMatch(account -> accepted.stream()
                                .anyMatch(send -> send.account().equals(account)
                                        && send.atNanos() > nanos
                                        && !fleet.events()
                                                .results(send.command())
                                                .isEmpty())));
    }

    /** Asks for no more; what is not accepted yet is asked for until it is. */
    @Override
    public void close() {
        stopped = true;
        senders.close();
    }

    private void sendAll(LinkedAccount account) {
        try {
            for (int number = 0; !stopped; number++) {
                while (!stopped && awaited(account) >= MOST_AWAITED) {
                    TimeUnit.MILLISECONDS.sleep(GAP_MILLIS);
                }
                insistOn(account, "Parcel %d of %s for %s".formatted(number, account.id(), recipient));
                TimeUnit.MILLISECONDS.sleep(GAP_MILLIS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many accepted sends of the account have not come to their end. */
    private long awaited(LinkedAccount account) {
        return accepted.stream()
                .filter(send -> send.account().equals(account))
                .filter(send -> fleet.events().results(send.command()).isEmpty())
                .count();
    }

    private void insistOn(LinkedAccount account, String text) throws InterruptedException {
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!ask(account, text, key)) {
            if (System.nanoTime() - end > 0) {
                unexpected.add("Not accepted within " + PATIENCE + ": " + text);
                return;
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    /** Returns whether it was accepted. */
    private boolean ask(LinkedAccount account, String text, Map<String, String> key) {
        try {
            Answer answer = fleet.api()
                    .call(
                            "POST",
                            "/api/accounts/" + account.id() + "/messages/send?wait=0",
                            Map.of("to", recipient, "message", text),
                            key);
            if (answer.status() == 202) {
                String command = answer.data().path("command_id").asString();
                accepted.add(new Accepted(account, command, text, System.nanoTime()));
                return true;
            }
            if (answer.status() == 503) {
                refusals.add(answer);
            } else {
                unexpected.add(answer.toString());
            }
        } catch (UncheckedIOException none) {
            unexpected.add(none.toString());
        }
        return false;
    }
}
