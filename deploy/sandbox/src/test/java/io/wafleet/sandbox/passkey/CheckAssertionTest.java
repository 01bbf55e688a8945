package io.wafleet.sandbox.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.wire.WireAssertion;
import io.wafleet.sandbox.wire.WireAssertion.Response;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An answer is believed only if all of it is right. */
class CheckAssertionTest {

    private static final Passkey PASSKEY = Passkey.generate();
    private static final Prompt PROMPT =
            Prompt.to(new PhoneNumber("15557650001"), "Support", "https://web.whatsapp.com");
    private static final String CLIENT_DATA = "{\"type\":\"webauthn.get\",\"challenge\":\"%s\",\"origin\":\"%s\"}"
            .formatted(PROMPT.challenge(), PROMPT.origin());
    private static final byte[] AUTHENTICATOR_DATA = authenticatorData("whatsapp.com", 5);

    private static byte[] authenticatorData(String rpId, int flags) {
        return ByteBuffer.allocate(37)
                .put(Passkey.sha256(rpId))
                .put((byte) flags)
                .array();
    }

    private static WireAssertion signed(Passkey by, String clientData, byte[] authenticatorData) {
        byte[] bytes = clientData.getBytes(StandardCharsets.UTF_8);
        byte[] signature = by.sign(CheckAssertion.signedBytes(authenticatorData, bytes));
        return assertion(Passkey.base64Url(bytes), authenticatorData, signature);
    }

    private static WireAssertion assertion(String clientData, byte[] authenticatorData, byte[] signature) {
        var response =
                new Response(clientData, Passkey.base64Url(authenticatorData), Passkey.base64Url(signature), null);
        return new WireAssertion(PASSKEY.id(), PASSKEY.id(), "public-key", response);
    }

    @Test
    void theRightAnswerIsAccepted() {
        assertThat(CheckAssertion.objection(signed(PASSKEY, CLIENT_DATA, AUTHENTICATOR_DATA), PROMPT, PASSKEY))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void wrongAnswers(String objection, WireAssertion assertion) {
        assertThat(CheckAssertion.objection(assertion, PROMPT, PASSKEY)).contains(objection);
    }

    static Stream<Arguments> wrongAnswers() {
        String challenge = "\"" + PROMPT.challenge() + "\"";
        WireAssertion right = signed(PASSKEY, CLIENT_DATA, AUTHENTICATOR_DATA);
        return Stream.of(
                Arguments.of("it has no response", new WireAssertion(PASSKEY.id(), null, "public-key", null)),
                Arguments.of(
                        "it is of another passkey",
                        new WireAssertion(Passkey.generate().id(), null, "public-key", right.response())),
                Arguments.of(
                        "it is not for a login",
                        signed(PASSKEY, CLIENT_DATA.replace("webauthn.get", "webauthn.create"), AUTHENTICATOR_DATA)),
                Arguments.of(
                        "it answers another challenge",
                        signed(PASSKEY, CLIENT_DATA.replace(challenge, "\"AAAA\""), AUTHENTICATOR_DATA)),
                Arguments.of(
                        "it was given to another site",
                        signed(PASSKEY, CLIENT_DATA.replace("web.", "web-"), AUTHENTICATOR_DATA)),
                Arguments.of(
                        "it is for another site",
                        signed(PASSKEY, CLIENT_DATA, authenticatorData("web.whatsapp.com", 5))),
                Arguments.of("it is for another site", signed(PASSKEY, CLIENT_DATA, new byte[3])),
                Arguments.of(
                        "nobody has confirmed it", signed(PASSKEY, CLIENT_DATA, authenticatorData("whatsapp.com", 1))),
                Arguments.of(
                        "nobody has confirmed it", signed(PASSKEY, CLIENT_DATA, authenticatorData("whatsapp.com", 4))),
                Arguments.of("its signature is wrong", signed(Passkey.generate(), CLIENT_DATA, AUTHENTICATOR_DATA)),
                Arguments.of(
                        "its signature is wrong",
                        assertion(right.response().clientDataJson(), AUTHENTICATOR_DATA, new byte[0])),
                Arguments.of("it cannot be read", assertion("***", AUTHENTICATOR_DATA, new byte[70])),
                Arguments.of("it cannot be read", signed(PASSKEY, "{not json", AUTHENTICATOR_DATA)));
    }
}
