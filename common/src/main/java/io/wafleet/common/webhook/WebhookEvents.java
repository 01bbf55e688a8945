package io.wafleet.common.webhook;

import java.util.Set;

/** The events that webhooks tell of, and the names by which an endpoint asks for them. */
public final class WebhookEvents {

    /** Results of commands, creation and deletion of accounts, presence and what was synchronised are not among them. */
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
            "account.passkey",
            "group.updated",
            "call.received",
            "webhook.failing",
            "webhook.disabled",
            "webhook.test");

    private WebhookEvents() {}

    /** Whether endpoints can ask for this event at all. */
    public static boolean isDelivered(String event) {
        return DELIVERED.contains(event);
    }

    /** Whether the name, {@code *} or a family such as {@code message.*}, can ever match an event. */
    public static boolean isName(String name) {
        return DELIVERED.stream().anyMatch(event -> matches(name, event));
    }

    public static boolean matches(String name, String event) {
        return name.equals("*")
                || name.equals(event)
                || (name.endsWith(".*") && event.startsWith(name.substring(0, name.length() - 1)));
    }
}
