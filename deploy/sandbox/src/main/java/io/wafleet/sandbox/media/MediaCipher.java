package io.wafleet.sandbox.media;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** WhatsApp's media scheme: keys by HKDF from the media key, AES-256-CBC, and the first ten bytes of an HMAC. */
final class MediaCipher {

    private static final int MAC_BYTES = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private MediaCipher() {}

    static byte[] newMediaKey() {
        byte[] key = new byte[32];
        RANDOM.nextBytes(key);
        return key;
    }

    static byte[] encrypt(byte[] plain, byte[] mediaKey, String type) {
        try {
            Keys keys = Keys.of(mediaKey, type);
            byte[] encrypted = keys.cipher(Cipher.ENCRYPT_MODE).doFinal(plain);
            byte[] carried = Arrays.copyOf(encrypted, encrypted.length + MAC_BYTES);
            System.arraycopy(keys.mac(encrypted), 0, carried, encrypted.length, MAC_BYTES);
            return carried;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Media could not be encrypted", e);
        }
    }

    /** Opens what {@link #encrypt} or a page has closed. */
    static byte[] decrypt(byte[] carried, byte[] mediaKey, String type) throws MediaException {
        if (carried.length <= MAC_BYTES) {
            throw new MediaException("The media is too short");
        }
        try {
            Keys keys = Keys.of(mediaKey, type);
            byte[] encrypted = Arrays.copyOf(carried, carried.length - MAC_BYTES);
            byte[] mac = Arrays.copyOfRange(carried, encrypted.length, carried.length);
            if (!MessageDigest.isEqual(keys.mac(encrypted), mac)) {
                throw new MediaException("The media was changed on the way or its key is wrong");
            }
            return keys.cipher(Cipher.DECRYPT_MODE).doFinal(encrypted);
        } catch (GeneralSecurityException e) {
            throw new MediaException("The media cannot be decrypted");
        }
    }

    private static final class Keys {

        private final byte[] iv;
        private final byte[] cipherKey;
        private final byte[] macKey;

        private Keys(byte[] iv, byte[] cipherKey, byte[] macKey) {
            this.iv = iv;
            this.cipherKey = cipherKey;
            this.macKey = macKey;
        }

        static Keys of(byte[] mediaKey, String type) throws GeneralSecurityException {
            String label = switch (type) {
                case "image", "sticker" -> "WhatsApp Image Keys";
                case "video" -> "WhatsApp Video Keys";
                case "audio", "ptt" -> "WhatsApp Audio Keys";
                default -> "WhatsApp Document Keys";
            };
            var parameters = HKDFParameterSpec.ofExtract()
                    .addIKM(mediaKey)
                    .addSalt(new byte[32])
                    .thenExpand(label.getBytes(StandardCharsets.UTF_8), 112);
            byte[] bytes = KDF.getInstance("HKDF-SHA256").deriveData(parameters);
            return new Keys(
                    Arrays.copyOf(bytes, 16), Arrays.copyOfRange(bytes, 16, 48), Arrays.copyOfRange(bytes, 48, 80));
        }

        Cipher cipher(int mode) throws GeneralSecurityException {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(mode, new SecretKeySpec(cipherKey, "AES"), new IvParameterSpec(iv));
            return cipher;
        }

        byte[] mac(byte[] encrypted) throws GeneralSecurityException {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(macKey, "HmacSHA256"));
            mac.update(iv);
            return Arrays.copyOf(mac.doFinal(encrypted), MAC_BYTES);
        }
    }
}
