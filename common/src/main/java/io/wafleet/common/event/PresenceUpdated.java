package io.wafleet.common.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Somebody began or stopped to type, or came or went. Not kept, and lost without harm.
 *
 * @param from who, digits only
 */
public record PresenceUpdated(
        String chatId, String from, @Nullable String fromLid, State state) implements EventData {

    /** What they do. */
    public enum State {
        @JsonProperty("typing")
        TYPING,
        @JsonProperty("recording")
        RECORDING,
        @JsonProperty("paused")
        PAUSED,
        @JsonProperty("available")
        AVAILABLE,
        @JsonProperty("unavailable")
        UNAVAILABLE
    }
}
