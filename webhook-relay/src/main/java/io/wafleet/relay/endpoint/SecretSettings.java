package io.wafleet.relay.endpoint;

import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the secrets of endpoints are kept.
 *
 * @param key seals them: 32 random bytes in base64
 * @param oldKeys further ones, that they may still be sealed with
 * @param rotationWindow how long a secret that was replaced still signs, unless the wish says otherwise
 */
@Validated
@ConfigurationProperties("wafleet.relay.secrets")
record SecretSettings(
        @DefaultValue("") String key,
        @DefaultValue List<String> oldKeys,
        @DefaultValue("24h") Duration rotationWindow) {

    // Not the type of the properties: a failure to bind one would print it.

    @AssertTrue(
            message = "the relay needs WAFLEET_WEBHOOK_KEY, the same for all relays: 32 random bytes in base64, as from"
                    + " openssl rand -base64 32")
    boolean isKeyGood() {
        return WebhookKeys.isOne(key);
    }

    @AssertTrue(message = "each of WAFLEET_WEBHOOK_OLD_KEYS must be 32 bytes in base64, separated by commas")
    boolean isEachOldKeyGood() {
        return oldKeys.stream().allMatch(WebhookKeys::isOne);
    }

    @AssertTrue(message = "wafleet.relay.secrets.rotation-window must not be negative")
    boolean isRotationWindowGood() {
        return !rotationWindow.isNegative();
    }

    @Override
    public String toString() {
        return "SecretSettings[***]";
    }
}
