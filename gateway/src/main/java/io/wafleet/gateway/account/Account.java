package io.wafleet.gateway.account;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.wafleet.common.account.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An account as the API shows it. */
public record Account(
        AccountId id,
        String name,
        String network,
        String status,
        long statusSeq,
        @Nullable Reason reason,
        @Nullable String phone,
        @Nullable String lid,
        @Nullable String pushName,
        @Nullable String platform,
        @Nullable String worker,
        @Nullable Instant lastActivity,
        long messageCount,
        @Nullable Instant nextAttemptAt,
        @JsonIgnore @Nullable Qr qr,
        JsonNode metadata,
        @Nullable JsonNode pacing,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt) {

    /** Why the account is in its state. */
    public record Reason(String code, @Nullable String message) {}

    /** The code that waits to be scanned. */
    public record Qr(String raw, @Nullable Instant expiresAt) {}

    /** How many messages it has sent, of those that count for its pace. */
    record RecentSends(long lastMinute, long lastHour, long lastDay) {}

    /** The part that changes with its state. */
    record Standing(
            AccountId id,
            String status,
            long statusSeq,
            @Nullable Reason reason,
            @Nullable String phone,
            @Nullable String pushName,
            @Nullable String platform,
            @Nullable String worker,
            @Nullable Instant lastActivity,
            long messageCount,
            @Nullable Instant nextAttemptAt,
            @Nullable JsonNode pacing,
            RecentSends recentSends) {}

    Standing standing(RecentSends recentSends) {
        return new Standing(
                id,
                status,
                statusSeq,
                reason,
                phone,
                pushName,
                platform,
                worker,
                lastActivity,
                messageCount,
                nextAttemptAt,
                pacing,
                recentSends);
    }
}
