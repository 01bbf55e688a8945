package io.wafleet.common.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.wafleet.common.chat.Group;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group has changed.
 *
 * @param group the group as it is now
 * @param members the numbers, or hidden ids, that were added, removed, promoted or demoted
 * @param by who did it, where it is known
 * @param timestamp seconds since 1970
 */
public record GroupUpdated(
        Group group,
        Change change,
        List<String> members,
        @Nullable String by,
        long timestamp) implements EventData {

    public GroupUpdated {
        members = members == null ? List.of() : List.copyOf(members);
    }

    /** What has changed. */
    public enum Change {
        @JsonProperty("added")
        ADDED,
        @JsonProperty("removed")
        REMOVED,
        @JsonProperty("promoted")
        PROMOTED,
        @JsonProperty("demoted")
        DEMOTED,
        @JsonProperty("subject")
        SUBJECT,
        @JsonProperty("other")
        OTHER
    }
}
