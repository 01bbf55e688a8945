package io.wafleet.common.event;

import org.jspecify.annotations.Nullable;

/**
 * Somebody called; the page cannot take calls.
 *
 * @param from who called, digits only
 * @param timestamp seconds since 1970
 */
public record CallReceived(
        String id, String from, @Nullable String fromLid, boolean isGroup, boolean isVideo, long timestamp)
        implements EventData {}
