package io.wafleet.common.event;

import org.jspecify.annotations.Nullable;

/**
 * A message has a new text.
 *
 * @param from who wrote it, digits only
 * @param editedAt seconds since 1970
 * @param commandId the command that did it, if it was done through the API
 */
public record MessageEdited(
        String id,
        String chatId,
        String from,
        @Nullable String fromLid,
        String message,
        long editedAt,
        @Nullable String commandId)
        implements EventData {}
