package io.wafleet.relay.delivery;

import io.wafleet.relay.endpoint.Secrets;
import io.wafleet.relay.endpoint.Unreadable;
import io.wafleet.relay.endpoint.WebhookKeys;
import io.wafleet.relay.signature.HubSignature;
import io.wafleet.relay.signature.Signature;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Posts a signed body and nothing more.
 *
 * <p>Failure policy: whatever the endpoint does is the outcome. One whose secrets do not open costs nobody else anything:
 * its attempts fail as {@code SECRET_UNREADABLE} until they are set anew.
 */
@Component
final class SignedPost {

    private static final Logger log = LoggerFactory.getLogger(SignedPost.class);

    private final WebhookClient client;
    private final WebhookKeys keys;
    private final Clock clock;

    SignedPost(WebhookClient client, WebhookKeys keys, Clock clock) {
        this.client = client;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Makes the body, posts it and waits for the outcome.
     *
     * @param body as it is at the moment for which it is signed
     */
    Outcome send(Target target, String webhookId, Function<Instant, String> body) throws InterruptedException {
        Instant now = clock.instant();
        Secrets.Opened secrets;
        try {
            secrets = target.secrets().open(keys, now);
        } catch (Unreadable unreadable) {
            log.atError().addKeyValue("cause", unreadable.getMessage()).log("secret.unreadable");
            return Outcome.failed(now, Duration.ZERO, Outcome.Error.SECRET_UNREADABLE);
        }
        byte[] bytes = body.apply(now).getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new HashMap<>(secrets.headers());
        headers.put("User-Agent", "Wafleet");
        headers.put("webhook-id", webhookId);
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        headers.put("webhook-signature", Signature.of(secrets.signing(), webhookId, now, bytes));
        if (target.hubSignature()) {
            headers.put("X-Hub-Signature-256", HubSignature.of(secrets.signing().getFirst(), bytes));
        }
        return client.post(
                target.url(), headers, bytes, Duration.ofMillis(target.manner().timeoutMs()));
    }
}
