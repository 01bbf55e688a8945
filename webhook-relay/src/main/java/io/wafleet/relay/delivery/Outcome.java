package io.wafleet.relay.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of one attempt.
 *
 * @param at when it began
 * @param latency from the beginning to the end of the answer, or to giving up
 * @param error null if it was delivered
 * @param responseHead the first kilobyte of the answer, without control characters
 * @param retryAfter the wait that the endpoint asks for, if it asks in a way that makes sense
 */
public record Outcome(
        Instant at,
        Duration latency,
        @Nullable Integer statusCode,
        @Nullable Error error,
        @Nullable String responseHead,
        @Nullable Duration retryAfter) {

    /** Why an attempt failed. */
    public enum Error {
        TIMEOUT,
        CONNECTION_REFUSED,
        DNS,
        TLS,
        ADDRESS_REFUSED,
        HTTP_STATUS,
        REDIRECT,
        /** What signs for the endpoint was changed in the database, or sealed with a key that the relay lacks. */
        SECRET_UNREADABLE,
        IO
    }

    /** What follows from an outcome. */
    public enum Verdict {
        DELIVERED,
        /** It may work another time. */
        RETRY,
        /** It would not work another time. */
        FINAL,
        /** The endpoint says that it is gone for good. */
        GONE
    }

    static Outcome answered(
            Instant at, Duration latency, int status, @Nullable String responseHead, @Nullable Duration retryAfter) {
        Error error = status / 100 == 2 ? null : status / 100 == 3 ? Error.REDIRECT : Error.HTTP_STATUS;
        return new Outcome(at, latency, status, error, responseHead, retryAfter);
    }

    static Outcome failed(Instant at, Duration latency, Error error) {
        return new Outcome(at, latency, null, error, null, null);
    }

    public Verdict verdict() {
        if (error == null) {
            return Verdict.DELIVERED;
        }
        return switch (error) {
            case TIMEOUT, CONNECTION_REFUSED, DNS, TLS, SECRET_UNREADABLE, IO -> Verdict.RETRY;
            case ADDRESS_REFUSED, REDIRECT -> Verdict.FINAL;
            case HTTP_STATUS -> ofStatus(statusCode == null ? 0 : statusCode);
        };
    }

    /** Whether it says that the endpoint does not work, rather than that it does not want this. */
    boolean isBreakdown() {
        return switch (error) {
            case TIMEOUT, CONNECTION_REFUSED, DNS, TLS, SECRET_UNREADABLE, IO -> true;
            case HTTP_STATUS -> statusCode != null && statusCode >= 500;
            case ADDRESS_REFUSED, REDIRECT -> false;
            case null -> false;
        };
    }

    private static Verdict ofStatus(int status) {
        if (status == 410) {
            return Verdict.GONE;
        }
        return status >= 500 || status == 408 || status == 429 ? Verdict.RETRY : Verdict.FINAL;
    }
}
