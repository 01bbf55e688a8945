package io.wafleet.sandbox.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A poll.
 *
 * @param pollName the question
 * @param pollSelectableOptionsCount how many options one may choose; 0 is any number
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WirePoll(
        @Nullable String pollName,
        @Nullable List<Option> pollOptions,
        @Nullable Integer pollSelectableOptionsCount) {

    /** One option; votes name it by its number. */
    public record Option(String name, int localId) {}
}
