package io.wafleet.common.event;

import io.wafleet.common.metadata.Metadata;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A command was carried out.
 *
 * @param command its name on the wire
 * @param result what it answers, by command
 * @param metadata what the caller attached to it, echoed
 */
public record CommandCompleted(
        String commandId,
        String command,
        @Nullable String clientMessageId,
        JsonNode result,
        Map<String, Object> metadata)
        implements EventData {

    public CommandCompleted {
        metadata = Metadata.copyOf(metadata);
    }
}
