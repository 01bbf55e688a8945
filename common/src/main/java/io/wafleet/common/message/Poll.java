package io.wafleet.common.message;

import java.util.List;

/**
 * A question with answers to choose from.
 *
 * @param multiple whether more than one answer may be chosen
 */
public record Poll(String question, List<String> options, boolean multiple) {

    public Poll {
        options = options == null ? List.of() : List.copyOf(options);
    }
}
