package io.wafleet.relay.delivery;

import io.wafleet.relay.endpoint.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a failed delivery is tried again.
 *
 * <p>{@code short}: 3 retries after 1, 2 and 4 seconds. {@code long}: the 9 retries over 75 hours that Standard Webhooks
 * names. An endpoint can set the number of retries, and a first delay which then doubles each time.
 */
record RetrySchedule(
        boolean isLong, int maxRetries, @Nullable Duration firstDelay) {

    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration ALWAYS_BEARABLE = Duration.ofSeconds(60);
    private static final double JITTER = 0.1;
    private static final List<Duration> STANDARD = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    static RetrySchedule of(Endpoint.Manner manner) {
        boolean isLong = manner.retry().equals("long");
        Integer delay = manner.retryDelayMs();
        return new RetrySchedule(
                isLong,
                Objects.requireNonNullElse(manner.maxRetries(), isLong ? STANDARD.size() : 3),
                delay == null ? null : Duration.ofMillis(delay));
    }

    /**
     * The wait before the next attempt, or empty if that was the last.
     *
     * @param failures attempts that have failed, 1 or more
     * @param retryAfter what the endpoint asks for; held between the schedule's own delay and the greater of twice that
     *     and a minute
     * @param random 0 to 1, spreads the waits by a tenth up and down, those that the endpoint asks for only up
     */
    Optional<Duration> next(int failures, @Nullable Duration retryAfter, double random) {
        if (failures > maxRetries) {
            return Optional.empty();
        }
        Duration delay = delay(failures);
        if (retryAfter != null) {
            Duration most = max(delay.multipliedBy(2), ALWAYS_BEARABLE);
            return Optional.of(stretched(min(max(retryAfter, delay), most), JITTER * random));
        }
        return Optional.of(stretched(delay, JITTER * (2 * random - 1)));
    }

    private static Duration stretched(Duration wait, double share) {
        return Duration.ofMillis((long) (wait.toMillis() * (1 + share)));
    }

    private Duration delay(int failures) {
        if (isLong && firstDelay == null) {
            return STANDARD.get(Math.min(failures, STANDARD.size()) - 1);
        }
        Duration first = firstDelay == null ? Duration.ofSeconds(1) : firstDelay;
        return min(first.multipliedBy(1L << Math.min(failures - 1, 20)), LONGEST);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
