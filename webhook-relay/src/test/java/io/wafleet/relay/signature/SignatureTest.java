package io.wafleet.relay.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.wafleet.common.webhook.WebhookSecret;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {

    @Test
    void itIsThatOfTheStandardsOwnExample() {
        WebhookSecret secret = new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

        assertThat(Signature.of(
                        List.of(secret), "msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1614265330), body))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void theStandardsOwnLibraryAcceptsItAndNoOtherBody() throws Exception {
        List<WebhookSecret> secrets = List.of(WebhookSecret.random(), WebhookSecret.random());
        Instant now = Instant.now();
        String body = "{\"text\":\"Grüße 👋\"}";
        String signature = Signature.of(secrets, "evt_1", now, body.getBytes(StandardCharsets.UTF_8));
        HttpHeaders headers = HttpHeaders.of(
                Map.of(
                        "webhook-id", List.of("evt_1"),
                        "webhook-timestamp", List.of(Long.toString(now.getEpochSecond())),
                        "webhook-signature", List.of(signature)),
                (name, value) -> true);
        for (WebhookSecret secret : secrets) {
            Webhook verifier = new Webhook(secret.reveal());

            assertThatCode(() -> verifier.verify(body, headers)).doesNotThrowAnyException();
            assertThatThrownBy(() -> verifier.verify(body + " ", headers))
                    .isInstanceOf(WebhookVerificationException.class);
        }
        assertThatThrownBy(() -> new Webhook(WebhookSecret.random().reveal()).verify(body, headers))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void thatOfTheCloudApiHasTheTextOfTheSecretAsItsKey() {
        WebhookSecret secret = new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

        // printf '{"test": 2432232314}' | openssl dgst -sha256 -hmac whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
        assertThat(HubSignature.of(secret, body))
                .isEqualTo("sha256=80ec8a89ce3cd22133a1066caecb4d04fea7467657c8514d717ec42c38a5c94c");
    }

    @Test
    void aSecretIsNotShownByAccident() {
        WebhookSecret secret = WebhookSecret.random();

        assertThat(secret.toString()).doesNotContain(secret.reveal().substring(8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "password", "whsec_", "whsec_c2hvcnQ=", "whsec_!!!!", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"})
    void otherFormsAreRefusedWithoutBeingQuoted(String text) {
        assertThatThrownBy(() -> new WebhookSecret(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .satisfies(message -> assertThat(text.isEmpty() || text.equals("whsec_") || !message.contains(text))
                        .isTrue());
    }
}
