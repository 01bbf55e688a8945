package io.wafleet.gateway.webhook;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.wafleet.common.account.AccountId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one endpoint.
 *
 * @param global whether the endpoint hears of every account
 * @param url not told, as the answers in the attempts, to who sees some accounts only, where the endpoint is global
 */
record Delivery(
        String id,
        String endpointId,
        @Nullable AccountId accountId,
        boolean global,
        @Nullable String url,
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
        return with(url, tries);
    }

    /** What a caller of some accounts may see of a delivery of theirs to the endpoint of all. */
    Delivery withoutWhatIsTheEndpoints() {
        return with(
                null,
                attemptLog.stream()
                        .map(tried -> new Attempt(
                                tried.attempt, tried.at, tried.statusCode, tried.latencyMs, tried.errorCode, null))
                        .toList());
    }

    private Delivery with(@Nullable String shownUrl, List<Attempt> tries) {
        return new Delivery(
                id,
                endpointId,
                accountId,
                global,
                shownUrl,
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
