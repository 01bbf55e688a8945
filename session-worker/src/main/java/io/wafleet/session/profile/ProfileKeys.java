package io.wafleet.session.profile;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import io.wafleet.session.Digests;
import io.wafleet.session.profile.BrokenArchive.Flaw;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys that archives are sealed with, each known by a digest of it.
 *
 * <p>Tink's streaming AES-256-GCM: a key of its own for each archive, derived with a random salt, and segments that are
 * numbered, with the last one marked. What was cut off, put in another order, changed, or taken from another archive
 * (which has other associated data) does not open.
 */
final class ProfileKeys {

    private static final int KEY_BYTES = 32;
    private static final int SEGMENT_BYTES = 1 << 20;

    private final String current;
    private final Map<String, AesGcmHkdfStreaming> byId = new LinkedHashMap<>();

    /** Seals with the key; opens what it or one of the old ones has sealed. */
    ProfileKeys(String key, List<String> oldKeys) {
        this.current = add(key);
        oldKeys.forEach(this::add);
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

    boolean has(String id) {
        return byId.containsKey(id);
    }

    /** What is written to the stream goes sealed to the given one; closing it completes both. */
    OutputStream seal(OutputStream to, byte[] associated) throws IOException {
        try {
            return key(current).newEncryptingStream(to, associated);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Opens what was sealed with the key of that id and the same associated data.
     *
     * @return a stream that fails with {@link BrokenArchive} at what was not
     */
    InputStream open(String id, InputStream from, byte[] associated) throws IOException {
        try {
            return new Opened(key(id).newDecryptingStream(from, associated));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Tells the failures of a seal from those of a disk that the content is written to. */
    private static final class Opened extends FilterInputStream {

        Opened(InputStream sealed) {
            super(sealed);
        }

        @Override
        public int read() throws IOException {
            byte[] single = new byte[1];
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            try {
                return super.read(into, from, length);
            } catch (BrokenArchive broken) {
                throw broken;
            } catch (IOException refused) {
                throw new BrokenArchive(
                        Flaw.CHANGED, "it is not as it was sealed for this account and generation", refused);
            }
        }
    }

    private AesGcmHkdfStreaming key(String id) {
        AesGcmHkdfStreaming key = byId.get(id);
        if (key == null) {
            throw new IllegalArgumentException("There is no key " + id);
        }
        return key;
    }

    private String add(String text) {
        byte[] key = Base64.getDecoder().decode(text.strip());
        String id = idOf(key);
        try {
            byId.put(id, new AesGcmHkdfStreaming(key, "HmacSha256", KEY_BYTES, SEGMENT_BYTES, 0));
        } catch (GeneralSecurityException refused) {
            throw new IllegalArgumentException("A profile key is not usable", refused);
        }
        return id;
    }

    private static String idOf(byte[] key) {
        byte[] label = "wafleet profile key ".getBytes(StandardCharsets.US_ASCII);
        byte[] labelled = Arrays.copyOf(label, label.length + key.length);
        System.arraycopy(key, 0, labelled, label.length, key.length);
        return Digests.sha256(labelled).substring(0, 16);
    }
}
