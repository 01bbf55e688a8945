package io.wafleet.relay.delivery;

import io.wafleet.relay.signature.Signature;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Posts a signed body and nothing more; whatever the endpoint does is the outcome. */
@Component
final class SignedPost {

    private final WebhookClient client;
    private final Clock clock;

    SignedPost(WebhookClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /**
     * Makes the body, posts it and waits for the outcome.
     *
     * @param body as it is at the moment for which it is signed
     */
    Outcome send(Target target, String webhookId, Function<Instant, String> body) throws InterruptedException {
        Instant now = clock.instant();
        byte[] bytes = body.apply(now).getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new HashMap<>(target.headers());
        headers.put("User-Agent", "Wafleet");
        headers.put("webhook-id", webhookId);
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        headers.put("webhook-signature", Signature.of(target.secret(), webhookId, now, bytes));
        return client.post(
                target.url(), headers, bytes, Duration.ofMillis(target.manner().timeoutMs()));
    }
}
