package io.wafleet.relay.endpoint;

import java.util.List;
import java.util.Set;

/**
 * Which events an endpoint wants: exact names, {@code *}, or a family such as {@code message.*}; all if it names none.
 */
public record EventFilter(List<String> names) {

    /** What is ever delivered; results of commands, creation and deletion of accounts are not. */
    private static final Set<String> DELIVERED = Set.of(
            "message.received",
            "message.sent",
            "message.ack",
            "message.failed",
            "message.edited",
            "message.revoked",
            "message.reaction",
            "poll.vote",
            "media.ready",
            "media.failed",
            "account.status",
            "account.qr",
            "group.updated",
            "call.received",
            "webhook.test");

    public EventFilter {
        names = List.copyOf(names);
    }

    /** Whether endpoints can ask for this event at all. */
    public static boolean isDelivered(String event) {
        return DELIVERED.contains(event);
    }

    public boolean wants(String event) {
        return names.isEmpty() || names.stream().anyMatch(name -> matches(name, event));
    }

    static boolean isValid(String name) {
        return DELIVERED.stream().anyMatch(event -> matches(name, event));
    }

    private static boolean matches(String name, String event) {
        return name.equals("*")
                || name.equals(event)
                || (name.endsWith(".*") && event.startsWith(name.substring(0, name.length() - 1)));
    }
}
