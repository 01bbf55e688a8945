package io.wafleet.sandbox.media;

import io.wafleet.sandbox.wire.WireMedia;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The media server: encrypted files by the hash of their bytes, and the phones' end of the encryption. */
@Component
public class MediaStore {

    static final String PATH = "/mms/";

    private final JdbcClient jdbc;
    private final Clock clock;

    MediaStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Keeps encrypted bytes under their hash; keeping the same bytes again changes nothing. */
    void keep(String hash, byte[] carried) throws MediaException {
        if (!hash.equals(urlHash(carried))) {
            throw new MediaException("The bytes do not have the hash of this address");
        }
        jdbc.sql("insert into media (hash, bytes, stored_at) values (?, ?, ?) on conflict (hash) do nothing")
                .params(hash, carried, clock.millis())
                .update();
    }

    Optional<byte[]> find(String hash) {
        return jdbc.sql("select bytes from media where hash = ?")
                .param(hash)
                .query((row, index) -> row.getBytes("bytes"))
                .optional();
    }

    /** Encrypts a phone's file, keeps it, and says how a page can fetch and open it. */
    public WireMedia put(byte[] plain, String type, @Nullable String mimetype, @Nullable String filename)
            throws MediaException {
        byte[] mediaKey = MediaCipher.newMediaKey();
        byte[] carried = MediaCipher.encrypt(plain, mediaKey, type);
        String hash = urlHash(carried);
        keep(hash, carried);
        return new WireMedia(
                mimetype,
                filename,
                (long) plain.length,
                base64(sha256(plain)),
                base64(sha256(carried)),
                PATH + hash,
                base64(mediaKey),
                clock.instant().getEpochSecond(),
                null,
                null,
                null);
    }

    /** What a phone sees of a file that a page has sent: the plain bytes, checked against the message. */
    public byte[] open(WireMedia media, String type) throws MediaException {
        String path = media.directPath();
        String key = media.mediaKey();
        if (path == null || key == null || !path.startsWith(PATH)) {
            throw new MediaException("The message does not say where its media is");
        }
        byte[] carried =
                find(path.substring(PATH.length())).orElseThrow(() -> new MediaException("The media was not uploaded"));
        byte[] plain = MediaCipher.decrypt(carried, decode(key), type);
        if (!base64(sha256(plain)).equals(media.filehash())) {
            throw new MediaException("The media does not have the hash that the message promises");
        }
        return plain;
    }

    private static byte[] decode(String base64) throws MediaException {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new MediaException("The media key is not base64");
        }
    }

    private static String urlHash(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(bytes));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
