package io.wafleet.gateway.upload;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.blob.BlobStore;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.gateway.file.BlobStores;
import io.wafleet.gateway.problem.ApiException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Keeps files until the worker has fetched them.
 *
 * <p>Failure policy: without the database or the store a send with a file fails before anything is published.
 */
@Repository
public class Uploads {

    private final JdbcClient database;
    private final BlobStore files;
    private final UploadSettings settings;
    private final Clock clock;

    Uploads(JdbcClient database, @Qualifier(BlobStores.UPLOADS) BlobStore files, UploadSettings settings, Clock clock) {
        this.database = database;
        this.files = files;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Checks and keeps a file that came as base64.
     *
     * @return its id; the same file of the same account and name has the same id, so that a repeated request is the same
     *     command
     * @throws ApiException MEDIA_TOO_LARGE, or INVALID_REQUEST if it is not base64
     */
    public String keep(AccountId account, Base64File file, @Nullable String mimetype, @Nullable String filename) {
        refuseTooLarge(file);
        return keep(account, decoded(file.take()), mimetype, filename);
    }

    public String keep(AccountId account, byte[] bytes, @Nullable String mimetype, @Nullable String filename) {
        if (bytes.length > settings.maxSize().toBytes()) {
            throw tooLarge();
        }
        if (bytes.length == 0) {
            throw ApiException.invalid(new FieldProblem("/media_base64", "The file is empty"));
        }
        String id = "upl_" + digest(account + "\n" + mimetype + "\n" + filename + "\n", bytes);
        String sha256 = files.put(bytes);
        database.sql("""
                        insert into gateway.upload (id, account_id, filename, mimetype, size, sha256, created_at)
                        values (:id, :account, :filename, :mimetype, :size, :sha256, :now)
                        on conflict (id) do update set created_at = excluded.created_at""")
                .param("id", id)
                .param("account", account.value())
                .param("filename", filename)
                .param("mimetype", mimetype)
                .param("size", bytes.length)
                .param("sha256", sha256)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    /** @throws ApiException MEDIA_TOO_LARGE */
    public void refuseTooLarge(Base64File file) {
        if (file.isLargerThan(settings.maxSize().toBytes())) {
            throw tooLarge();
        }
    }

    private ApiException tooLarge() {
        return new ApiException(
                ErrorCode.MEDIA_TOO_LARGE,
                "A file may have at most " + settings.maxSize().toBytes() + " bytes");
    }

    private static byte[] decoded(String base64) {
        String text = base64.startsWith("data:") ? base64.substring(base64.indexOf(',') + 1) : base64;
        try {
            return Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException invalid) {
            throw ApiException.invalid(new FieldProblem("/media_base64", "'media_base64' is not base64"));
        }
    }

    private static String digest(String head, byte[] bytes) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(head.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256.digest(bytes), 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
