package io.wafleet.gateway.message;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A message with what others made of it. */
record MessageDetails(@JsonUnwrapped LoggedMessage message, List<Reaction> reactions, List<Vote> votes) {

    /** What somebody thinks of it. */
    record Reaction(String from, @Nullable String fromLid, String emoji, long timestamp) {}

    /** What somebody chose in a poll. */
    record Vote(String from, @Nullable String fromLid, JsonNode options, long timestamp) {}
}
