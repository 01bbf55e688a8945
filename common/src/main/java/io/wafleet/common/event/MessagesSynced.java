package io.wafleet.common.event;

import io.wafleet.common.message.PastMessage;
import java.util.List;

/**
 * Messages that stood in a chat before, oldest first; they are not news, and webhooks do not hear of them.
 */
public record MessagesSynced(List<PastMessage> messages) implements EventData {

    public MessagesSynced {
        messages = messages == null ? List.of() : List.copyOf(messages);
    }
}
