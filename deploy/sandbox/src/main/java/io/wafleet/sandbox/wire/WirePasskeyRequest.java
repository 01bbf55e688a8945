package io.wafleet.sandbox.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a passkey is asked for with: the options of WebAuthn in their JSON form, bytes as base64url.
 *
 * @param timeout in milliseconds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WirePasskeyRequest(
        @JsonProperty("challenge") @Nullable String challenge,
        @JsonProperty("rpId") @Nullable String rpId,
        @JsonProperty("allowCredentials") @Nullable List<Credential> allowCredentials,
        @JsonProperty("userVerification") @Nullable String userVerification,
        @JsonProperty("timeout") @Nullable Long timeout) {

    /** A passkey that may answer. */
    public record Credential(String type, String id) {}
}
