package io.wafleet.relay.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wafleet.common.webhook.WebhookSecret;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookKeysTest {

    private static final String KEY = key(1);
    private static final String NEXT = key(2);

    private final WebhookKeys keys = keys(KEY);

    @Test
    void whatWasSealedOpensAndShowsNothing() throws Exception {
        WebhookSecret secret = WebhookSecret.random();

        Sealed sealed = Secrets.seal(keys, "support", "default", secret);

        assertThat(keys.open(sealed)).isEqualTo(secret.reveal());
        assertThat(sealed.text()).doesNotContain(secret.reveal().substring(6));
        assertThat(sealed.toString()).doesNotContain(sealed.text());
        assertThat(Secrets.seal(keys, "support", "default", secret).text())
                .as("nobody sees that two secrets are the same")
                .isNotEqualTo(sealed.text());
    }

    @Test
    void itOpensInItsOwnPlaceAlone() {
        WebhookSecret secret = WebhookSecret.random();
        Sealed sealed = Secrets.seal(keys, "support", "default", secret);
        Sealed header = Secrets.seal(keys, "support", "default", Map.of("Authorization", "Bearer xyz"))
                .get("Authorization");

        for (Sealed other : List.of(
                Secrets.seal(keys, "sales", "default", secret),
                Secrets.seal(keys, "support", "second", secret),
                Secrets.seal(keys, null, "default", secret),
                header)) {
            assertThatThrownBy(() -> keys.open(new Sealed(sealed.text(), other.place())))
                    .isInstanceOf(Unreadable.class);
        }
    }

    @Test
    void whatWasChangedDoesNotOpen() {
        Sealed sealed = Secrets.seal(keys, "support", "default", WebhookSecret.random());
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
        Secrets secrets = new Secrets(
                Secrets.seal(keys, "support", "default", WebhookSecret.random()),
                "",
                Secrets.seal(keys, "support", "default", Map.of("Authorization", "Bearer xyz")));

        Secrets anew = secrets.sealedAnew(keys(NEXT, KEY));

        Secrets.Opened opened = anew.open(keys(NEXT));
        assertThat(opened.secret().reveal())
                .isEqualTo(secrets.open(keys).secret().reveal());
        assertThat(opened.headers()).containsExactly(Map.entry("Authorization", "Bearer xyz"));
        assertThatThrownBy(() -> anew.open(keys))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("endpoint support/default");
    }

    private static WebhookKeys keys(String key, String... old) {
        return new WebhookKeys(new SecretSettings(key, List.of(old)));
    }

    private static String key(int filledWith) {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, (byte) filledWith);
        return Base64.getEncoder().encodeToString(key);
    }
}
