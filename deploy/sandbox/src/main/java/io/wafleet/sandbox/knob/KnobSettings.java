package io.wafleet.sandbox.knob;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** The values that the knobs have when the sandbox starts for the first time, under {@code wafleet.sandbox}. */
@Validated
@ConfigurationProperties("wafleet.sandbox")
record KnobSettings(
        @NotNull Duration qrRotation,
        int qrRefs,
        @NotNull Duration linkCodeLife,
        @NotNull Duration syncDelay,
        @NotNull Duration deliveryDelay,
        @NotNull Duration serverAckDelay,
        @Nullable String sendError,
        boolean deaf,
        @NotNull Duration slowMedia,
        boolean mediaError,
        boolean minifiedKeys,
        boolean csp,
        boolean lidMode,
        boolean passkey,
        @NotNull Set<String> missingNumbers) {

    Knobs knobs() {
        return new Knobs(
                qrRotation.toMillis(),
                qrRefs,
                linkCodeLife.toMillis(),
                syncDelay.toMillis(),
                deliveryDelay.toMillis(),
                serverAckDelay.toMillis(),
                sendError,
                deaf,
                slowMedia.toMillis(),
                mediaError,
                minifiedKeys,
                csp,
                lidMode,
                passkey,
                missingNumbers);
    }
}
