package io.wafleet.sandbox.passkey;

import io.wafleet.sandbox.wire.WireAssertion;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server's part: whether an answer is the phone's own, to this prompt, and made with its owner looking. */
final class CheckAssertion {

    static final String TYPE = "webauthn.get";

    private static final int HASH_BYTES = 32;
    private static final int FLAGS = Authenticator.USER_PRESENT | Authenticator.USER_VERIFIED;
    private static final JsonMapper JSON = new JsonMapper();

    private CheckAssertion() {}

    /** What is wrong with the answer, if anything is. */
    static Optional<String> objection(WireAssertion assertion, Prompt prompt, Passkey passkey) {
        try {
            return Optional.ofNullable(wrong(assertion, prompt, passkey));
        } catch (IllegalArgumentException | JacksonException e) {
            return Optional.of("it cannot be read");
        }
    }

    private static @Nullable String wrong(WireAssertion assertion, Prompt prompt, Passkey passkey) {
        WireAssertion.Response response = assertion.response();
        if (response == null) {
            return "it has no response";
        }
        if (!passkey.id().equals(assertion.id())) {
            return "it is of another passkey";
        }
        byte[] clientDataJson = bytes(response.clientDataJson());
        JsonNode clientData = JSON.readTree(clientDataJson);
        if (!TYPE.equals(clientData.path("type").asString(""))) {
            return "it is not for a login";
        }
        if (!prompt.challenge().equals(clientData.path("challenge").asString(""))) {
            return "it answers another challenge";
        }
        if (!prompt.origin().equals(clientData.path("origin").asString(""))) {
            return "it was given to another site";
        }
        byte[] authenticatorData = bytes(response.authenticatorData());
        if (authenticatorData.length <= HASH_BYTES
                || !Arrays.equals(authenticatorData, 0, HASH_BYTES, Passkey.sha256(prompt.rpId()), 0, HASH_BYTES)) {
            return "it is for another site";
        }
        if ((authenticatorData[HASH_BYTES] & FLAGS) != FLAGS) {
            return "nobody has confirmed it";
        }
        if (!passkey.hasSigned(signedBytes(authenticatorData, clientDataJson), bytes(response.signature()))) {
            return "its signature is wrong";
        }
        return null;
    }

    static byte[] signedBytes(byte[] authenticatorData, byte[] clientDataJson) {
        byte[] hash = Passkey.sha256(clientDataJson);
        return ByteBuffer.allocate(authenticatorData.length + hash.length)
                .put(authenticatorData)
                .put(hash)
                .array();
    }

    private static byte[] bytes(@Nullable String base64Url) {
        return Base64.getUrlDecoder().decode(base64Url == null ? "" : base64Url);
    }
}
