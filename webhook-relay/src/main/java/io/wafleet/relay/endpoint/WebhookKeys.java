package io.wafleet.relay.endpoint;

import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * The keys that the secrets of endpoints are sealed with, each known by a digest of it.
 *
 * <p>Tink's AES-256-GCM with the place of the secret as associated data: what was changed, or moved to another endpoint,
 * does not open.
 */
@Component
public final class WebhookKeys {

    private static final int KEY_BYTES = 32;

    private final String current;
    private final Map<String, AesGcmJce> byId = new LinkedHashMap<>();

    /** Seals with the key; opens what it or one of the old ones has sealed. */
    WebhookKeys(SecretSettings settings) {
        this.current = add(settings.key());
        settings.oldKeys().forEach(this::add);
    }

    static boolean isOne(String text) {
        try {
            return Base64.getDecoder().decode(text.strip()).length == KEY_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /** The id of the key that seals. */
    String current() {
        return current;
    }

    /** Seals a secret for one place. */
    public Sealed seal(String secret, String place) {
        try {
            byte[] sealed = Objects.requireNonNull(byId.get(current)).encrypt(bytes(secret), bytes(place));
            return new Sealed(current + "." + Base64.getEncoder().encodeToString(sealed), place);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The secret itself. */
    public String open(Sealed sealed) throws Unreadable {
        AesGcmJce key = byId.get(sealed.keyId());
        if (key == null) {
            throw new Unreadable(sealed + ", which this relay does not have");
        }
        try {
            byte[] ciphertext = Base64.getDecoder()
                    .decode(sealed.text().substring(sealed.keyId().length() + 1));
            return new String(key.decrypt(ciphertext, bytes(sealed.place())), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException changed) {
            throw new Unreadable(sealed.place() + " is not as it was sealed");
        }
    }

    private String add(String text) {
        byte[] key = Base64.getDecoder().decode(text.strip());
        String id = idOf(key);
        try {
            byId.put(id, new AesGcmJce(key));
        } catch (GeneralSecurityException refused) {
            throw new IllegalArgumentException("A webhook key is not usable", refused);
        }
        return id;
    }

    private static String idOf(byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes("wafleet webhook key "));
            return HexFormat.of().formatHex(digest.digest(key), 0, 8);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
