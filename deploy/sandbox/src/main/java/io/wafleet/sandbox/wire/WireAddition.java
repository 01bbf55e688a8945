package io.wafleet.sandbox.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a message changes about an earlier one, its parent: exactly one of the three keys says which that is.
 *
 * @param protocolMessageKey the message that is edited or revoked
 * @param reactionText the emoji; empty takes the reaction back
 * @param selectedOptionLocalIds the options of the poll that are chosen now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WireAddition(
        @Nullable String protocolMessageKey,
        @Nullable String reactionParentKey,
        @Nullable String pollUpdateParentKey,
        @Nullable String reactionText,
        @Nullable List<Integer> selectedOptionLocalIds) {

    public static WireAddition toMessage(String key) {
        return new WireAddition(key, null, null, null, null);
    }

    public static WireAddition reaction(String key, String emoji) {
        return new WireAddition(null, key, null, emoji, null);
    }

    public static WireAddition vote(String key, List<Integer> options) {
        return new WireAddition(null, null, key, null, options);
    }

    public @Nullable String parentKey() {
        return Stream.of(protocolMessageKey, reactionParentKey, pollUpdateParentKey)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    WireAddition at(String key) {
        return new WireAddition(
                protocolMessageKey == null ? null : key,
                reactionParentKey == null ? null : key,
                pollUpdateParentKey == null ? null : key,
                reactionText,
                selectedOptionLocalIds);
    }
}
