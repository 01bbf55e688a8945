package io.wafleet.relay.signature;

import io.wafleet.common.webhook.WebhookSecret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** The value of the header {@code webhook-signature}. */
public final class Signature {

    private Signature() {}

    /**
     * Signs one attempt with each of the secrets, so that a receiver that knows any of them can verify it.
     *
     * @param id as in the header {@code webhook-id}
     * @param at as in the header {@code webhook-timestamp}, to the second
     * @param body exactly as it is sent
     */
    public static String of(List<WebhookSecret> secrets, String id, Instant at, byte[] body) {
        byte[] signed = (id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8);
        return secrets.stream()
                .map(secret -> "v1," + Base64.getEncoder().encodeToString(Hmac.sha256(secret.key(), signed, body)))
                .collect(Collectors.joining(" "));
    }
}
