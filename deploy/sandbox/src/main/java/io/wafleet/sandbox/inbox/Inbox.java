package io.wafleet.sandbox.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What one webhook address has received: the newest 200 requests. */
final class Inbox {

    private static final int KEPT = 200;

    private final Clock clock;
    private final Deque<Delivery> deliveries = new ArrayDeque<>();
    private int status = 200;
    private Instant statusUntil = Instant.MIN;

    Inbox(Clock clock) {
        this.clock = clock;
    }

    /** Keeps a request and says with which status to answer it. */
    synchronized int receive(String webhookId, String signature, Object body) {
        int answer = clock.instant().isBefore(statusUntil) ? status : 200;
        if (deliveries.size() == KEPT) {
            deliveries.removeFirst();
        }
        deliveries.addLast(new Delivery(clock.instant(), answer, webhookId, signature, body));
        return answer;
    }

    synchronized List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    synchronized void answerWith(int newStatus, Duration howLong) {
        status = newStatus;
        statusUntil = clock.instant().plus(howLong);
    }

    /** One request as it came, and the status it was answered with. */
    record Delivery(Instant at, int answered, String webhookId, String webhookSignature, Object body) {}
}
