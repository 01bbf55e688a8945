package io.wafleet.relay.endpoint;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where deliveries go, and how.
 *
 * @param key tells it from an endpoint of the same name that was before it; 0 while it is not stored
 * @param accountId whose it is; null for the global one
 * @param ordering {@code fifo} if a delivery that fails holds back what comes after it for the account, or {@code none}
 * @param hubSignature whether deliveries bear {@code X-Hub-Signature-256} too
 */
public record Endpoint(
        long key,
        @Nullable String accountId,
        String id,
        String url,
        EventFilter events,
        Secrets secrets,
        String format,
        Manner manner,
        String ordering,
        boolean hubSignature,
        @Nullable String disabledReason,
        Instant createdAt,
        Instant updatedAt) {

    /** The name of an endpoint that was given none. */
    public static final String DEFAULT_ID = "default";

    /** Why an endpoint that answered 410 is disabled. */
    static final String GONE = "GONE";

    /** Why an endpoint that has only failed for days is disabled. */
    static final String FAILING = "FAILING";

    /** Why nothing is sent yet to an endpoint whose account is known and whose secret is not. */
    static final String PENDING = "PENDING";

    /** 1 to 64 letters, digits, '-' or '_', the first a letter or digit. */
    public static boolean isId(String text) {
        return text.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    }

    public boolean enabled() {
        return disabledReason == null;
    }

    public boolean isPending() {
        return PENDING.equals(disabledReason);
    }

    /** Whether it was disabled for what it did, and not because somebody wished it. */
    boolean isGivenUp() {
        return GONE.equals(disabledReason) || FAILING.equals(disabledReason);
    }

    public boolean flat() {
        return format.equals("flat");
    }

    /**
     * How long and how often is tried.
     *
     * @param retry {@code short} or {@code long}
     * @param timeoutMs total time of one attempt
     * @param maxRetries by the schedule if null
     * @param retryDelayMs by the schedule if null
     */
    public record Manner(
            String retry,
            int timeoutMs,
            @Nullable Integer maxRetries,
            @Nullable Integer retryDelayMs) {

        static final Manner DEFAULT = new Manner("short", 10_000, null, null);
    }

    /** What others may see of it: a header may hold a password. */
    public Shown shown(Instant now) {
        return new Shown(
                accountId,
                id,
                url,
                events.names(),
                secrets.headers().keySet().stream().collect(Collectors.toMap(name -> name, name -> "***")),
                format,
                manner.retry(),
                ordering,
                manner.timeoutMs(),
                manner.maxRetries(),
                manner.retryDelayMs(),
                hubSignature,
                enabled(),
                disabledReason,
                true,
                secrets.oldUntil(now),
                createdAt,
                updatedAt);
    }

    /** An endpoint without its secrets, as commands answer it. */
    public record Shown(
            @Nullable String accountId,
            String id,
            String url,
            List<String> events,
            Map<String, String> headers,
            String format,
            String retry,
            String ordering,
            int timeoutMs,
            @Nullable Integer maxRetries,
            @Nullable Integer retryDelayMs,
            boolean hubSignature,
            boolean enabled,
            @Nullable String disabledReason,
            boolean hasSecret,
            @Nullable Instant oldSecretUntil,
            Instant createdAt,
            Instant updatedAt) {}
}
