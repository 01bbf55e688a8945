package io.wafleet.gateway.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The dashboard's sessions: {@code <key id>.<expiry>.<signature>}. A session is as good as its key is at that moment,
 * and every gateway knows the sessions of the others.
 */
@Component
class Sessions {

    static final String PATH = "/api/dashboard/session";
    static final String COOKIE = "wafleet_session";
    static final String HEADER = "X-Wafleet-Dashboard";
    static final Duration LIFE = Duration.ofHours(12);

    private final SigningKey signingKey;
    private final Clock clock;

    Sessions(SigningKey signingKey, Clock clock) {
        this.signingKey = signingKey;
        this.clock = clock;
    }

    String open(Caller caller) {
        String claim = caller.keyId() + "." + clock.instant().plus(LIFE).getEpochSecond();
        return claim + "." + signature(claim);
    }

    /** The id of the key that the session was opened with, if the session is genuine and not over. */
    Optional<String> keyOf(String cookie) {
        String[] parts = cookie.split("\\.", -1);
        if (parts.length != 3 || !parts[1].matches("[0-9]{1,12}")) {
            return Optional.empty();
        }
        byte[] expected = signature(parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8);
        boolean genuine = MessageDigest.isEqual(expected, parts[2].getBytes(StandardCharsets.UTF_8));
        boolean over = clock.instant().isAfter(Instant.ofEpochSecond(Long.parseLong(parts[1])));
        return genuine && !over ? Optional.of(parts[0]) : Optional.empty();
    }

    private String signature(String claim) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signingKey.sign("session", claim));
    }
}
