package io.wafleet.gateway.key;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Tells who holds a key, from memory for five seconds and else from the database.
 *
 * <p>Failure policy: while the database does not answer, a key that was good within the last five minutes is still
 * good, so that sends go on; another one cannot be judged, which is the database's exception to tell.
 */
@Component
class KeyCheck {

    static final String ENVIRONMENT = "environment";

    private static final Duration BELIEVED = Duration.ofSeconds(5);
    private static final Duration BELIEVED_WITHOUT_DATABASE = Duration.ofMinutes(5);
    private static final int MOST_REMEMBERED = 10_000;

    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private final Keys keys;
    private final Clock clock;
    private final byte @Nullable [] environment;

    KeyCheck(Keys keys, Clock clock, KeySettings settings) {
        this.keys = keys;
        this.clock = clock;
        String value = settings.value();
        this.environment = value == null || value.isBlank() ? null : KeySecret.hash(value);
    }

    private record Seen(Caller caller, Instant at) {}

    Optional<Caller> holderOf(String key) {
        byte[] hash = KeySecret.hash(key);
        if (environment != null && MessageDigest.isEqual(environment, hash)) {
            return Optional.of(environmentCaller());
        }
        return KeySecret.read(key).flatMap(secret -> remembered(HexFormat.of().formatHex(hash), secret.id(), hash));
    }

    /** For a session whose cookie has already proved that its maker held the key. */
    Optional<Caller> holderOfId(String keyId) {
        if (keyId.equals(ENVIRONMENT)) {
            return environment == null ? Optional.empty() : Optional.of(environmentCaller());
        }
        return remembered("id:" + keyId, keyId, null);
    }

    /** Whether this very key was good not long ago; it is spared the wait that wrong keys have earned its address. */
    boolean wasGood(String key) {
        byte[] hash = KeySecret.hash(key);
        return (environment != null && MessageDigest.isEqual(environment, hash))
                || seen.containsKey(HexFormat.of().formatHex(hash));
    }

    private Optional<Caller> remembered(String name, String id, byte @Nullable [] hash) {
        Instant now = clock.instant();
        Seen last = seen.get(name);
        if (last != null && now.isBefore(last.at().plus(BELIEVED))) {
            return Optional.of(last.caller());
        }
        try {
            Optional<Caller> found = lookUp(id, hash);
            found.ifPresentOrElse(caller -> remember(name, new Seen(caller, now)), () -> seen.remove(name));
            return found;
        } catch (DataAccessException away) {
            if (last != null && now.isBefore(last.at().plus(BELIEVED_WITHOUT_DATABASE))) {
                return Optional.of(last.caller());
            }
            throw away;
        }
    }

    private Optional<Caller> lookUp(String id, byte @Nullable [] hash) {
        return keys.find(id)
                .filter(found -> found.key().revokedAt() == null)
                .filter(found -> hash == null || MessageDigest.isEqual(found.hash(), hash))
                .map(found -> found.key().caller());
    }

    private void remember(String name, Seen caller) {
        if (seen.size() >= MOST_REMEMBERED) {
            seen.clear();
        }
        seen.put(name, caller);
    }

    private static Caller environmentCaller() {
        return new Caller(ENVIRONMENT, EnumSet.allOf(Scope.class), Set.of());
    }
}
