package io.wafleet.sandbox.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** The message that is answered. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WireQuote(
        @JsonProperty("quotedStanzaID") @Nullable String stanzaId,
        @JsonProperty("quotedParticipant") @Nullable String participant,
        @JsonProperty("quotedMsg") @Nullable Excerpt excerpt) {

    /** What is shown of it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Excerpt(@Nullable String type, @Nullable String body) {}
}
