package io.wafleet.gateway.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A key as the client holds it: {@code wfk_<id>_<256 random bits>}. Only its hash is ever kept. */
record KeySecret(String id, String text) {

    private static final Pattern FORM = Pattern.compile("wfk_([0-9a-f]{12})_[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    static KeySecret make() {
        byte[] id = new byte[6];
        byte[] secret = new byte[32];
        RANDOM.nextBytes(id);
        RANDOM.nextBytes(secret);
        String name = HexFormat.of().formatHex(id);
        return new KeySecret(
                name,
                "wfk_" + name + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    static Optional<KeySecret> read(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? Optional.of(new KeySecret(form.group(1), text)) : Optional.empty();
    }

    byte[] hash() {
        return hash(text);
    }

    static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A secret in an exception or a log would be a leak. */
    @Override
    public String toString() {
        return "wfk_" + id + "_***";
    }
}
