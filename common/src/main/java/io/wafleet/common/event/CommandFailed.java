package io.wafleet.common.event;

import io.wafleet.common.metadata.Metadata;
import io.wafleet.common.problem.CommandError;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command was not carried out and will not be.
 *
 * @param command its name on the wire
 * @param metadata what the caller attached to it, echoed
 */
public record CommandFailed(
        String commandId,
        String command,
        @Nullable String clientMessageId,
        CommandError error,
        Map<String, Object> metadata)
        implements EventData {

    public CommandFailed {
        metadata = Metadata.copyOf(metadata);
    }
}
