package io.wafleet.sandbox.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a message refers to: whom it mentions, what it answers, and whether it was forwarded. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WireContext(
        @Nullable List<String> mentionedJidList,
        @Nullable Boolean isForwarded,
        @Nullable Integer forwardingScore,
        @JsonProperty("quotedStanzaID") @Nullable String quotedStanzaId,
        @Nullable String quotedParticipant,
        @Nullable Excerpt quotedMsg) {

    /** What is shown of the message that is answered. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Excerpt(@Nullable String type, @Nullable String body) {}

    /** The same with other ids for the people in it. */
    WireContext withPeople(UnaryOperator<String> address) {
        return new WireContext(
                mentionedJidList == null
                        ? null
                        : mentionedJidList.stream().map(address).toList(),
                isForwarded,
                forwardingScore,
                quotedStanzaId,
                quotedParticipant == null ? null : address.apply(quotedParticipant),
                quotedMsg);
    }
}
