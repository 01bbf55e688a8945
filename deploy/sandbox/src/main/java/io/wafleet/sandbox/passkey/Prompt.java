package io.wafleet.sandbox.passkey;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.wire.WirePasskeyRequest;
import io.wafleet.sandbox.wire.WirePasskeyRequest.Credential;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;

/**
 * A page that waits for the passkey of a phone.
 *
 * @param origin of the site that the page is on
 * @param rpId the site's name, as the passkey knows it
 */
record Prompt(PhoneNumber phone, String name, String challenge, String origin, String rpId) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final String WHATSAPP = "whatsapp.com";

    static Prompt to(PhoneNumber phone, String name, String origin) {
        byte[] challenge = new byte[32];
        RANDOM.nextBytes(challenge);
        return new Prompt(phone, name, Passkey.base64Url(challenge), origin, rpId(origin));
    }

    /** A browser takes only a name that the page's own address ends in; an IP address is none, whatever is asked. */
    private static String rpId(String origin) {
        String host = URI.create(origin).getHost();
        return host == null || host.endsWith("." + WHATSAPP) ? WHATSAPP : host;
    }

    WirePasskeyRequest request(Passkey passkey) {
        return new WirePasskeyRequest(
                challenge, rpId, List.of(new Credential("public-key", passkey.id())), "required", TIMEOUT.toMillis());
    }
}
