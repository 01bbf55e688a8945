package io.wafleet.common.event;

import org.jspecify.annotations.Nullable;

/**
 * Somebody reacted to a message; their earlier reaction to it is void.
 *
 * @param from who reacted, digits only
 * @param emoji empty if the reaction was taken away
 * @param timestamp seconds since 1970
 * @param commandId the command that did it, if it was done through the API
 */
public record MessageReaction(
        String messageId,
        String chatId,
        String from,
        @Nullable String fromLid,
        String emoji,
        long timestamp,
        @Nullable String commandId)
        implements EventData {}
