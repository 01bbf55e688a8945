package io.wafleet.common.event;

import org.jspecify.annotations.Nullable;

/**
 * A message was deleted for everybody.
 *
 * @param from who deleted it, digits only
 * @param revokedAt seconds since 1970
 * @param commandId the command that did it, if it was done through the API
 */
public record MessageRevoked(
        String id,
        String chatId,
        String from,
        @Nullable String fromLid,
        long revokedAt,
        @Nullable String commandId) implements EventData {}
