package io.wafleet.e2e.fault;

import io.wafleet.e2e.Receiver;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What has arrived at the webhook: for each message the webhooks about it, a repeated delivery counted once. */
final class Arrivals implements Consumer<Receiver.Delivery> {

    private final Map<String, Set<String>> webhooks = new ConcurrentHashMap<>();

    @Override
    public void accept(Receiver.Delivery delivery) {
        webhooks.computeIfAbsent(delivery.data().path("id").asString(), id -> ConcurrentHashMap.newKeySet())
                .add(delivery.id());
    }

    /** The ids of the webhooks about a message. */
    Set<String> of(String message) {
        return webhooks.getOrDefault(message, Set.of());
    }
}
