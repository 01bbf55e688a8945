package io.wafleet.common.event;

import io.wafleet.common.chat.Group;
import java.util.List;

/**
 * Groups as they are now.
 */
public record GroupsSynced(List<Group> groups) implements EventData {

    public GroupsSynced {
        groups = groups == null ? List.of() : List.copyOf(groups);
    }
}
