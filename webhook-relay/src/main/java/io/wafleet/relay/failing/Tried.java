package io.wafleet.relay.failing;

import java.time.Duration;

/**
 * What an attempt says about its endpoint.
 *
 * @param url where it went
 * @param probe whether it was the one that an open breaker lets through
 * @param asked how long the endpoint asks to be left alone, zero if it does not
 */
public record Tried(long endpointKey, String url, Result result, boolean probe, Duration asked) {

    /** What the endpoint did with it. */
    public enum Result {
        ACCEPTED,
        /** It answered, and did not want it: it works, but that is no success. */
        REFUSED,
        /** It answered that it is gone for good. */
        GONE,
        /** It did not answer, or said that it does not work. */
        FAILED
    }
}
