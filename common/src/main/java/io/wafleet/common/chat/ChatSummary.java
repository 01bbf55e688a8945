package io.wafleet.common.chat;

import org.jspecify.annotations.Nullable;

/**
 * A line of the chat list.
 *
 * @param id the number with {@code @c.us}, or a group's id with {@code @g.us}
 * @param lid the other side's hidden id, where WhatsApp gives one
 * @param name as WhatsApp Web shows it
 * @param unreadCount messages not seen yet; -1 where a person marked the chat as unread
 * @param lastActivity seconds since 1970
 */
public record ChatSummary(
        String id,
        @Nullable String lid,
        @Nullable String name,
        boolean isGroup,
        int unreadCount,
        long lastActivity,
        boolean archived,
        boolean pinned,
        boolean muted) {}
