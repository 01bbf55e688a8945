package io.wafleet.common.event;

/**
 * The account has seen a chat, through the API or on another device.
 *
 * @param seenAt seconds since 1970
 */
public record ChatSeen(String chatId, long seenAt) implements EventData {}
