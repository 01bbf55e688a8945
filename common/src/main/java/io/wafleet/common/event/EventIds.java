package io.wafleet.common.event;

import com.github.f4b6a3.ulid.UlidCreator;
import io.wafleet.common.account.AccountId;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes the ids of events. */
public final class EventIds {

    private EventIds() {}

    /** For what can happen again and again, like a change of state. */
    public static String unique() {
        return UlidCreator.getMonotonicUlid().toString();
    }

    /**
     * For a fact that may be told twice, after a crash or a replay: the same account, type and subject give the same
     * id, so that whoever keeps it keeps it once.
     *
     * @param account null for what is about no account
     * @param subject what tells this fact from others of its type, for example the id of the message
     */
    public static String of(@Nullable AccountId account, EventType type, String subject) {
        return digest(account + "\n" + type.wireName() + "\n" + subject);
    }

    /** The id of the event that says how a command ended: one for each command, whoever tells it. */
    public static String ofResult(String commandId) {
        return digest("command\n" + commandId);
    }

    private static String digest(String fact) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(fact.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, hash).toString(36).substring(0, 26).toUpperCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
