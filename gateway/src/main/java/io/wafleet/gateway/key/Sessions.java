package io.wafleet.gateway.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The dashboard's sessions: {@code <key id>.<expiry>.<signature>}. A session is as good as its key is at that moment,
 * and the signing key is in the database, so that every gateway knows the sessions of the others.
 */
@Component
class Sessions {

    static final String PATH = "/api/dashboard/session";
    static final String COOKIE = "wafleet_session";
    static final String HEADER = "X-Wafleet-Dashboard";
    static final Duration LIFE = Duration.ofHours(12);

    private final JdbcClient database;
    private final Clock clock;
    private volatile byte @Nullable [] signingKey;

    Sessions(JdbcClient database, Clock clock) {
        this.database = database;
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
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(signingKey(), "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(claim.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] signingKey() {
        byte[] known = signingKey;
        if (known == null) {
            byte[] random = new byte[32];
            new SecureRandom().nextBytes(random);
            database.sql("insert into gateway.signing_key (id, bytes) values (1, :bytes) on conflict do nothing")
                    .param("bytes", random)
                    .update();
            known = database.sql("select bytes from gateway.signing_key where id = 1")
                    .query((row, index) -> row.getBytes(1))
                    .single();
            signingKey = known;
        }
        return known;
    }
}
