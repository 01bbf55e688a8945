package io.wafleet.common.event;

import io.wafleet.common.metadata.Metadata;
import io.wafleet.common.problem.CommandError;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message could not be sent.
 *
 * @param metadata what the caller attached to the send, echoed
 */
public record MessageFailed(
        String commandId,
        @Nullable String clientMessageId,
        @Nullable String to,
        CommandError error,
        Map<String, Object> metadata)
        implements EventData {

    public MessageFailed {
        metadata = Metadata.copyOf(metadata);
    }
}
