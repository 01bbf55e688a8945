package io.wafleet.sandbox.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** The answer of a passkey in the JSON form of WebAuthn, bytes as base64url. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WireAssertion(
        @JsonProperty("id") @Nullable String id,
        @JsonProperty("rawId") @Nullable String rawId,
        @JsonProperty("type") @Nullable String type,
        @JsonProperty("response") @Nullable Response response) {

    /** What the authenticator has signed, and its signature. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Response(
            @JsonProperty("clientDataJSON") @Nullable String clientDataJson,
            @JsonProperty("authenticatorData") @Nullable String authenticatorData,
            @JsonProperty("signature") @Nullable String signature,
            @JsonProperty("userHandle") @Nullable String userHandle) {}
}
