package io.wafleet.sandbox.passkey;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.wire.WireAssertion;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The phone's part: signs whatever it is shown, after its owner has looked at it. Unlike a real one it does so for any
 * site and any challenge, so that wrong answers can be made with it.
 */
@Component
public class Authenticator {

    static final byte USER_PRESENT = 1;
    static final byte USER_VERIFIED = 4;

    private final Passkeys passkeys;
    private final JsonMapper json = new JsonMapper();

    Authenticator(Passkeys passkeys) {
        this.passkeys = passkeys;
    }

    public WireAssertion sign(PhoneNumber phone, String challenge, String rpId, String origin) {
        Passkey passkey = passkeys.of(phone);
        byte[] clientData = json.createObjectNode()
                .put("type", CheckAssertion.TYPE)
                .put("challenge", challenge)
                .put("origin", origin)
                .put("crossOrigin", false)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        byte[] authenticatorData = ByteBuffer.allocate(37)
                .put(Passkey.sha256(rpId))
                .put((byte) (USER_PRESENT | USER_VERIFIED))
                .putInt(0) // passkeys that are synced between devices do not count their signatures
                .array();
        byte[] signature = passkey.sign(CheckAssertion.signedBytes(authenticatorData, clientData));
        var response = new WireAssertion.Response(
                Passkey.base64Url(clientData),
                Passkey.base64Url(authenticatorData),
                Passkey.base64Url(signature),
                Passkey.base64Url(phone.digits().getBytes(StandardCharsets.UTF_8)));
        return new WireAssertion(passkey.id(), passkey.id(), "public-key", response);
    }
}
