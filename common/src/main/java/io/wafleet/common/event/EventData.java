package io.wafleet.common.event;

/** What happened. The name on the wire is in {@link EventType}. */
public sealed interface EventData
        permits AccountCreated,
                AccountStatusChanged,
                QrIssued,
                PasskeyAsked,
                AccountDeleted,
                MessageReceived,
                MessageSent,
                MessageAcknowledged,
                MessageFailed,
                MessageEdited,
                MessageRevoked,
                MessageReaction,
                PollVote,
                GroupUpdated,
                CallReceived,
                PresenceUpdated,
                ChatSeen,
                ChatsSynced,
                ContactsSynced,
                GroupsSynced,
                MessagesSynced,
                MediaStored,
                MediaLost,
                CommandCompleted,
                CommandFailed {}
