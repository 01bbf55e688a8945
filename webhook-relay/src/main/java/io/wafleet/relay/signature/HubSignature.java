package io.wafleet.relay.signature;

import io.wafleet.common.webhook.WebhookSecret;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The value of the header {@code X-Hub-Signature-256}, as receivers of WhatsApp's Cloud API know it: {@code sha256=} and
 * the HMAC of the body in hex.
 *
 * <p>Their key is the text of the app secret, so here it is the text of the secret, with its {@code whsec_}: what they
 * have works with the secret in place of the app secret.
 */
public final class HubSignature {

    private HubSignature() {}

    /**
     * Signs one attempt.
     *
     * @param body exactly as it is sent
     */
    public static String of(WebhookSecret secret, byte[] body) {
        byte[] key = secret.reveal().getBytes(StandardCharsets.UTF_8);
        return "sha256=" + HexFormat.of().formatHex(Hmac.sha256(key, body));
    }
}
