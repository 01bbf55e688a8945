package io.wafleet.gateway.chat;

import io.wafleet.gateway.message.LoggedMessage;
import org.jspecify.annotations.Nullable;

/**
 * A line of the chat list.
 *
 * @param name of the group, as the phone book has it, or as they call themselves
 * @param unreadCount messages that came in and were not seen yet
 * @param markedUnread whether a person marked it as unread
 * @param lastActivity seconds since 1970
 * @param lastMessage the newest in the log; of a revoked one it shows no text
 */
record Chat(
        String id,
        @Nullable String lid,
        @Nullable String name,
        boolean isGroup,
        int unreadCount,
        boolean markedUnread,
        boolean archived,
        boolean pinned,
        boolean muted,
        long lastActivity,
        @Nullable LoggedMessage lastMessage,
        String cursor) {}
