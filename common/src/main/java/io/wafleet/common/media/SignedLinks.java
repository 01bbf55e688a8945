package io.wafleet.common.media;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs the address of a file until a time, and judges such addresses: HMAC-SHA256 over the file's id and that time. The
 * first key signs, every key is accepted, so that a key is replaced by putting the new one before it for a while.
 */
public final class SignedLinks {

    /** What an address turns out to be. */
    public enum Verdict {
        GENUINE,
        /** It was genuine once. */
        EXPIRED,
        FORGED
    }

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_KEY = 32;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    private final List<SecretKeySpec> keys;

    /**
     * Takes the keys; without any, nothing is signed and nothing is genuine.
     *
     * @throws IllegalArgumentException for a key of fewer than 32 characters
     */
    public SignedLinks(List<String> keys) {
        this.keys = keys.stream().map(String::strip).map(SignedLinks::key).toList();
    }

    /** The query to put behind the address of the file; empty if there is no key. */
    public Optional<String> query(String mediaId, Instant expires) {
        String seconds = Long.toString(expires.getEpochSecond());
        return keys.stream()
                .findFirst()
                .map(key -> "expires=" + seconds + "&signature=" + signature(key, mediaId, seconds));
    }

    public Verdict judge(String mediaId, String expires, String signature, Instant now) {
        byte[] given = signature.getBytes(StandardCharsets.UTF_8);
        boolean genuine = false;
        for (SecretKeySpec key : keys) {
            byte[] expected = signature(key, mediaId, expires).getBytes(StandardCharsets.UTF_8);
            genuine |= MessageDigest.isEqual(expected, given);
        }
        if (!genuine || !SECONDS.matcher(expires).matches()) {
            return Verdict.FORGED;
        }
        return now.getEpochSecond() < Long.parseLong(expires) ? Verdict.GENUINE : Verdict.EXPIRED;
    }

    private static String signature(SecretKeySpec key, String mediaId, String expires) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            // Not a byte of this may be read in another way: an id has no line breaks, and a link is for nothing else.
            byte[] text = ("media-link\n" + mediaId + "\n" + expires).getBytes(StandardCharsets.UTF_8);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static SecretKeySpec key(String text) {
        if (text.length() < SHORTEST_KEY) {
            throw new IllegalArgumentException(
                    "A key for media addresses (WAFLEET_MEDIA_KEYS) needs at least " + SHORTEST_KEY + " characters");
        }
        return new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }
}
