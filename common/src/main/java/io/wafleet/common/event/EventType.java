package io.wafleet.common.event;

import java.util.Arrays;
import java.util.Optional;

/** The events by their names on the wire. */
public enum EventType {
    ACCOUNT_CREATED("account.created", AccountCreated.class),
    ACCOUNT_STATUS("account.status", AccountStatusChanged.class),
    ACCOUNT_QR("account.qr", QrIssued.class),
    ACCOUNT_PASSKEY("account.passkey", PasskeyAsked.class),
    ACCOUNT_DELETED("account.deleted", AccountDeleted.class),
    MESSAGE_RECEIVED("message.received", MessageReceived.class),
    MESSAGE_SENT("message.sent", MessageSent.class),
    MESSAGE_ACK("message.ack", MessageAcknowledged.class),
    MESSAGE_FAILED("message.failed", MessageFailed.class),
    MESSAGE_EDITED("message.edited", MessageEdited.class),
    MESSAGE_REVOKED("message.revoked", MessageRevoked.class),
    MESSAGE_REACTION("message.reaction", MessageReaction.class),
    POLL_VOTE("poll.vote", PollVote.class),
    GROUP_UPDATED("group.updated", GroupUpdated.class),
    CALL_RECEIVED("call.received", CallReceived.class),
    PRESENCE_UPDATED("presence.updated", PresenceUpdated.class),
    CHAT_SEEN("chat.seen", ChatSeen.class),
    CHATS_SYNCED("chats.synced", ChatsSynced.class),
    CONTACTS_SYNCED("contacts.synced", ContactsSynced.class),
    GROUPS_SYNCED("groups.synced", GroupsSynced.class),
    MESSAGES_SYNCED("messages.synced", MessagesSynced.class),
    MEDIA_READY("media.ready", MediaStored.class),
    MEDIA_FAILED("media.failed", MediaLost.class),
    WEBHOOK_FAILING("webhook.failing", WebhookFailing.class),
    WEBHOOK_DISABLED("webhook.disabled", WebhookDisabled.class),
    COMMAND_COMPLETED("command.completed", CommandCompleted.class),
    COMMAND_FAILED("command.failed", CommandFailed.class);

    private final String wireName;
    private final Class<? extends EventData> data;

    EventType(String wireName, Class<? extends EventData> data) {
        this.wireName = wireName;
        this.data = data;
    }

    public String wireName() {
        return wireName;
    }

    public Class<? extends EventData> data() {
        return data;
    }

    public static Optional<EventType> named(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(wireName))
                .findFirst();
    }

    public static EventType of(EventData data) {
        return Arrays.stream(values())
                .filter(type -> type.data.isInstance(data))
                .findFirst()
                .orElseThrow();
    }
}
