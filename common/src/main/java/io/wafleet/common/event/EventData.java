package io.wafleet.common.event;

/** What happened. The name on the wire is in {@link EventType}. */
public sealed interface EventData
        permits AccountCreated,
                AccountStatusChanged,
                QrIssued,
                AccountDeleted,
                MessageReceived,
                MessageSent,
                MessageAcknowledged,
                MessageFailed,
                MediaStored,
                MediaLost,
                CommandCompleted,
                CommandFailed {}
