package io.wafleet.gateway.webhook;

import io.wafleet.common.account.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An endpoint as the API shows it; whether it has a secret, but not which, and the names of its headers.
 *
 * @param breaker {@code closed}, {@code open} or {@code half_open}: whether deliveries wait until it works again
 * @param nextProbeAt when the next one is tried while the breaker is open
 * @param failingSince its first failure after its last success
 */
record Endpoint(
        String id,
        @Nullable AccountId accountId,
        String url,
        JsonNode events,
        JsonNode headers,
        @Nullable String format,
        @Nullable String retry,
        String ordering,
        @Nullable Integer timeoutMs,
        @Nullable Integer maxRetries,
        @Nullable Integer retryDelayMs,
        boolean hubSignature,
        boolean enabled,
        @Nullable String disabledReason,
        boolean hasSecret,
        @Nullable Instant oldSecretUntil,
        String breaker,
        @Nullable Instant nextProbeAt,
        @Nullable Instant failingSince,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt) {

    /** The one that {@code /webhook} means, as against {@code /webhooks}. */
    static final String DEFAULT = "default";
}
