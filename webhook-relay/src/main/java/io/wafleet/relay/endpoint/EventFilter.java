package io.wafleet.relay.endpoint;

import io.wafleet.common.webhook.WebhookEvents;
import java.util.List;

/**
 * Which events an endpoint wants: exact names, {@code *}, or a family such as {@code message.*}; all if it names none.
 */
public record EventFilter(List<String> names) {

    public EventFilter {
        names = List.copyOf(names);
    }

    public boolean wants(String event) {
        return names.isEmpty() || names.stream().anyMatch(name -> WebhookEvents.matches(name, event));
    }
}
