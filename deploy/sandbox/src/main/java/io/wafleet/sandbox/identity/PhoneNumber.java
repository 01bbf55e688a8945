package io.wafleet.sandbox.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A phone number as digits only, and the ids under which WhatsApp knows it. */
public record PhoneNumber(String digits) {

    private static final Pattern WRITTEN = Pattern.compile("\\+?([0-9]{5,15})(@c\\.us)?");

    public PhoneNumber {
        if (!digits.matches("[0-9]{5,15}")) {
            throw new IllegalArgumentException("A phone number has 5 to 15 digits");
        }
    }

    /** Reads {@code 15551234567}, {@code +15551234567} or {@code 15551234567@c.us}. */
    public static Optional<PhoneNumber> parse(String text) {
        var matcher = WRITTEN.matcher(text);
        return matcher.matches() ? Optional.of(new PhoneNumber(matcher.group(1))) : Optional.empty();
    }

    /** The id by number, {@code 15551234567@c.us}. */
    public String wid() {
        return digits + "@c.us";
    }

    /** The id that does not tell the number; here it always follows from the number. */
    public String lid() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(digits.getBytes(StandardCharsets.UTF_8));
            long number = ByteBuffer.wrap(hash).getLong() & 0xFFFF_FFFF_FFFFL;
            return "9%015d@lid".formatted(number);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** For logs: the first four digits. */
    public String masked() {
        return digits.substring(0, 4) + "***";
    }

    @Override
    public String toString() {
        return digits;
    }
}
