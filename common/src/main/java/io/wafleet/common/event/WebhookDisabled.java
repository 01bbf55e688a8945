package io.wafleet.common.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint was disabled without anybody asking for it, and hears nothing more until it is enabled.
 *
 * @param endpointId which one of the account's, or of the global ones where the event has no account
 * @param reason {@code FAILING}: not one success for days; {@code GONE}: it answered 410
 * @param failingSince its first failure after its last success, where that was the reason
 */
public record WebhookDisabled(
        String endpointId, String reason, @Nullable Instant failingSince) implements EventData {}
