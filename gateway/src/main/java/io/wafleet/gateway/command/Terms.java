package io.wafleet.gateway.command;

import io.wafleet.common.problem.FieldProblem;
import io.wafleet.gateway.problem.ApiException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the caller said about a command beside its content.
 *
 * @param keyId whose key it was; idempotency keys of different callers do not meet
 * @param idempotencyKey 1 to 128 characters; the same one again is the same command
 * @param patience how long to wait for the result; zero answers 202 as soon as Kafka has the command
 */
public record Terms(
        String requestId, String keyId, @Nullable String idempotencyKey, Duration patience) {

    static final Duration DEFAULT_WAIT = Duration.ofSeconds(15);
    static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private static final Pattern SECONDS = Pattern.compile("([0-9]{1,3})s?");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");

    public Terms {
        if (idempotencyKey != null && !KEY.matcher(idempotencyKey).matches()) {
            throw ApiException.invalid(
                    new FieldProblem("/Idempotency-Key", "'Idempotency-Key' is 1 to 128 visible ASCII characters"));
        }
    }

    /** The same for what takes so long that nobody waits for it. */
    public Terms withoutWaiting() {
        return new Terms(requestId, keyId, idempotencyKey, Duration.ZERO);
    }

    boolean answersAtOnce() {
        return patience.isZero();
    }

    /** Seconds with or without an s, or an ISO 8601 duration. */
    static Duration wait(@Nullable String wait, List<String> prefer) {
        if (wait == null) {
            boolean async =
                    prefer.stream().anyMatch(p -> p.toLowerCase(Locale.ROOT).contains("respond-async"));
            return async ? Duration.ZERO : DEFAULT_WAIT;
        }
        Duration asked = parsed(wait);
        if (asked == null || asked.isNegative() || asked.compareTo(LONGEST_WAIT) > 0) {
            throw ApiException.invalid(new FieldProblem("/wait", "'wait' is 0 to 60 seconds, like 15, 15s or PT15S"));
        }
        return asked;
    }

    private static @Nullable Duration parsed(String wait) {
        var seconds = SECONDS.matcher(wait);
        if (seconds.matches()) {
            return Duration.ofSeconds(Long.parseLong(seconds.group(1)));
        }
        try {
            return Duration.parse(wait);
        } catch (DateTimeParseException invalid) {
            return null;
        }
    }
}
