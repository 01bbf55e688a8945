package io.wafleet.common.webhook;

import java.security.SecureRandom;
import java.util.Base64;

/** The secret of an endpoint: {@code whsec_} and the base64 of 24 to 64 bytes. */
public final class WebhookSecret {

    private static final String PREFIX = "whsec_";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String text;
    private final byte[] key;

    /** @throws IllegalArgumentException if the text is not of that form; the message does not quote it */
    public WebhookSecret(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("A secret starts with whsec_");
        }
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(text.substring(PREFIX.length()));
        } catch (IllegalArgumentException invalid) {
            throw new IllegalArgumentException("A secret is whsec_ and base64", invalid);
        }
        if (decoded.length < 24 || decoded.length > 64) {
            throw new IllegalArgumentException("A secret has 24 to 64 bytes");
        }
        this.text = text;
        this.key = decoded;
    }

    /**
     * The one of these bytes.
     *
     * @param key 24 to 64 bytes
     */
    public static WebhookSecret of(byte[] key) {
        return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(key));
    }

    /** A new one of 24 random bytes. */
    public static WebhookSecret random() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return of(bytes);
    }

    public static boolean isValid(String text) {
        try {
            new WebhookSecret(text);
            return true;
        } catch (IllegalArgumentException invalid) {
            return false;
        }
    }

    /** The secret itself: for the database and for whoever set it, never for a log. */
    public String reveal() {
        return text;
    }

    /** What signatures are made with. */
    public byte[] key() {
        return key.clone();
    }

    @Override
    public String toString() {
        return "whsec_***";
    }
}
