package io.wafleet.relay.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wafleet.common.webhook.WebhookSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WebhookKeysTest {

    private static final String KEY = key(1);
    private static final String NEXT = key(2);
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final WebhookKeys keys = keys(KEY);

    @Test
    void whatWasSealedOpensAndShowsNothing() throws Exception {
        WebhookSecret secret = WebhookSecret.random();

        Sealed sealed = secret("support", "default", secret);

        assertThat(keys.open(sealed)).isEqualTo(secret.reveal());
        assertThat(sealed.text()).doesNotContain(secret.reveal().substring(6));
        assertThat(sealed.toString()).doesNotContain(sealed.text());
        assertThat(secret("support", "default", secret).text())
                .as("nobody sees that two secrets are the same")
                .isNotEqualTo(sealed.text());
    }

    @Test
    void itOpensInItsOwnPlaceAlone() {
        WebhookSecret secret = WebhookSecret.random();
        Sealed sealed = secret("support", "default", secret);
        Sealed header = secrets().headers().get("Authorization");

        for (Sealed other : List.of(
                secret("sales", "default", secret),
                secret("support", "second", secret),
                secret(null, "default", secret),
                header)) {
            assertThatThrownBy(() -> keys.open(new Sealed(sealed.text(), other.place())))
                    .isInstanceOf(Unreadable.class);
        }
    }

    @Test
    void whatWasChangedDoesNotOpen() {
        Sealed sealed = secret("support", "default", WebhookSecret.random());
        char last = sealed.text().charAt(40);
        String changed = sealed.text().substring(0, 40)
                + (last == 'A' ? 'B' : 'A')
                + sealed.text().substring(41);

        for (String text : List.of(changed, "", "whsec_plain", sealed.text().substring(0, 17), sealed.keyId() + ".!")) {
            assertThatThrownBy(() -> keys.open(new Sealed(text, sealed.place())))
                    .as(text)
                    .isInstanceOf(Unreadable.class);
        }
    }

    @Test
    void anOldKeyOpensAndTheNewOneSeals() throws Exception {
        Secrets secrets = secrets();

        Secrets anew = secrets.sealedAnew(keys(NEXT, KEY));

        Secrets.Opened opened = anew.open(keys(NEXT), NOW);
        assertThat(opened.signing())
                .extracting(WebhookSecret::reveal)
                .isEqualTo(secrets.open(keys, NOW).signing().stream()
                        .map(WebhookSecret::reveal)
                        .toList())
                .hasSize(2);
        assertThat(opened.headers()).containsExactly(Map.entry("Authorization", "Bearer xyz"));
        assertThatThrownBy(() -> anew.open(keys, NOW))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("endpoint support/default");
    }

    @Test
    void aSecretThatDoesNotOpenIsNotKeptAsTheOldOne() throws Exception {
        WebhookSecret next = WebhookSecret.random();

        Secrets repaired = secrets().rotated(keys(NEXT), next, "", NOW.plusSeconds(60));

        assertThat(repaired.withoutHeaders().open(keys(NEXT), NOW).signing())
                .extracting(WebhookSecret::reveal)
                .containsExactly(next.reveal());
    }

    /** Two secrets and a header. */
    private Secrets secrets() {
        return Secrets.first(keys, "support", "default", WebhookSecret.random(), "")
                .rotated(keys, WebhookSecret.random(), "", NOW.plusSeconds(60))
                .withHeaders(keys, "support", "default", Map.of("Authorization", "Bearer xyz"));
    }

    private Sealed secret(@Nullable String account, String id, WebhookSecret secret) {
        return Secrets.first(keys, account, id, secret, "").secret();
    }

    private static WebhookKeys keys(String key, String... old) {
        return new WebhookKeys(new SecretSettings(key, List.of(old), Duration.ofHours(24)));
    }

    private static String key(int filledWith) {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, (byte) filledWith);
        return Base64.getEncoder().encodeToString(key);
    }
}
