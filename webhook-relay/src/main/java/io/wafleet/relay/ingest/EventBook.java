package io.wafleet.relay.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.wafleet.common.event.AccountCreated;
import io.wafleet.common.event.AccountDeleted;
import io.wafleet.common.event.Event;
import io.wafleet.common.webhook.WebhookEvents;
import io.wafleet.relay.delivery.DeliveryQueue;
import io.wafleet.relay.endpoint.AccountEndpoints;
import io.wafleet.relay.endpoint.Endpoints;
import io.wafleet.relay.message.MessageLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Writes down what a batch of events changes, in the transaction of its caller.
 *
 * <p>Failure policy: an unreachable database throws, and nothing of the batch is written.
 */
@Component
class EventBook {

    private final SeenEvents seen;
    private final AccountEpochs epochs;
    private final MessageLog messages;
    private final Deliveries deliveries;
    private final MeterRegistry meters;

    EventBook(SeenEvents seen, AccountEpochs epochs, MessageLog messages, Deliveries deliveries, MeterRegistry meters) {
        this.seen = seen;
        this.epochs = epochs;
        this.messages = messages;
        this.deliveries = deliveries;
        this.meters = meters;
    }

    /** How much a batch has changed. */
    record Written(int events, long messages, int deliveries) {

        private Written plus(Written other) {
            return new Written(events + other.events, messages + other.messages, deliveries + other.deliveries);
        }
    }

    Written write(List<ReceivedEvent> events) {
        Written written = new Written(0, 0, 0);
        List<ReceivedEvent> part = new ArrayList<>();
        for (ReceivedEvent event : events) {
            part.add(event);
            // What comes after a deletion is about another account of the same name.
            if (event.event().data() instanceof AccountDeleted) {
                written = written.plus(writePart(part));
                part.clear();
            }
        }
        return part.isEmpty() ? written : written.plus(writePart(part));
    }

    private Written writePart(List<ReceivedEvent> events) {
        Map<String, Long> highest =
                epochs.of(events.stream().map(ReceivedEvent::account).toList());
        List<ReceivedEvent> first = seen.firstTold(current(events, highest));
        List<Event> fresh = first.stream().map(ReceivedEvent::event).toList();
        for (ReceivedEvent event : first) {
            if (event.event().data() instanceof AccountCreated created) {
                deliveries.expect(event.account(), created, event.toldAt());
            }
        }
        Map<String, Long> added = messages.apply(fresh);
        int queued = deliveries.enqueue(fresh);
        epochs.store(highest, added);
        for (ReceivedEvent event : first) {
            if (event.event().data() instanceof AccountDeleted) {
                forget(event.account(), event.toldAt());
            }
        }
        return new Written(
                fresh.size(), added.values().stream().mapToLong(Long::longValue).sum(), queued);
    }

    /** Without what an earlier owner tells after a later one has spoken. */
    private List<ReceivedEvent> current(List<ReceivedEvent> events, Map<String, Long> highest) {
        List<ReceivedEvent> current = new ArrayList<>();
        for (ReceivedEvent event : events) {
            long epoch = event.event().epoch();
            if (epoch > 0 && epoch < highest.getOrDefault(event.account(), 0L)) {
                meters.counter("wafleet.event.stale").increment();
            } else {
                highest.merge(event.account(), epoch, Math::max);
                current.add(event);
            }
        }
        return current;
    }

    private void forget(String account, Instant deletedAt) {
        messages.forget(account);
        deliveries.forget(account, deletedAt);
        seen.retire(account);
        epochs.forget(account, deletedAt);
    }

    /** The endpoints' side of the book. */
    @Component
    static class Deliveries {

        private final Endpoints endpoints;
        private final AccountEndpoints ofAccounts;
        private final DeliveryQueue queue;

        Deliveries(Endpoints endpoints, AccountEndpoints ofAccounts, DeliveryQueue queue) {
            this.endpoints = endpoints;
            this.ofAccounts = ofAccounts;
            this.queue = queue;
        }

        int enqueue(List<Event> events) {
            List<Event> delivered = events.stream()
                    .filter(event -> WebhookEvents.isDelivered(event.type().wireName()))
                    .toList();
            if (delivered.isEmpty()) {
                return 0;
            }
            List<String> accounts = delivered.stream()
                    .map(event -> String.valueOf(event.accountId()))
                    .distinct()
                    .toList();
            return queue.enqueue(delivered, endpoints.listening(accounts));
        }

        void expect(String account, AccountCreated created, Instant at) {
            String url = created.webhookUrl();
            if (url != null) {
                ofAccounts.expect(account, url, created.webhookEvents(), at);
            }
        }

        void forget(String account, Instant deletedAt) {
            queue.cancel(ofAccounts.keys(account));
            ofAccounts.remove(account, deletedAt);
        }
    }
}
