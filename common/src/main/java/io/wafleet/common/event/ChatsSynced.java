package io.wafleet.common.event;

import io.wafleet.common.chat.ChatSummary;
import java.util.List;

/**
 * Lines of the chat list as they are now.
 */
public record ChatsSynced(List<ChatSummary> chats) implements EventData {

    public ChatsSynced {
        chats = chats == null ? List.of() : List.copyOf(chats);
    }
}
