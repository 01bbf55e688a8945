package io.wafleet.gateway.webhook;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.wafleet.common.account.AccountId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One event on its way to one endpoint. */
record Delivery(
        String id,
        String endpointId,
        @Nullable AccountId accountId,
        String url,
        String eventId,
        String event,
        String status,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable Integer lastStatusCode,
        @Nullable String lastError,
        @Nullable Instant createdAt,
        @Nullable Instant deliveredAt,
        @JsonIgnore String cursor,
        List<Attempt> attemptLog) {

    /** One try. */
    record Attempt(
            int attempt,
            @Nullable Instant at,
            @Nullable Integer statusCode,
            @Nullable Long latencyMs,
            @Nullable String errorCode,
            @Nullable String responseHead) {}

    Delivery with(List<Attempt> tries) {
        return new Delivery(
                id,
                endpointId,
                accountId,
                url,
                eventId,
                event,
                status,
                attempts,
                nextAttemptAt,
                lastStatusCode,
                lastError,
                createdAt,
                deliveredAt,
                cursor,
                tries);
    }
}
