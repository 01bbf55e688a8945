package io.wafleet.gateway.media;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.gateway.key.Caller;
import io.wafleet.gateway.key.Scope;
import io.wafleet.gateway.problem.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Gives the bytes of a file. A file never changes, so its hash is its ETag for ever. */
@RestController
class MediaController {

    private final JdbcClient database;

    MediaController(JdbcClient database) {
        this.database = database;
    }

    private record Kept(
            AccountId account,
            String status,
            @Nullable String mimetype,
            @Nullable String filename,
            String sha256) {}

    @GetMapping("/api/media/{mediaId}")
    ResponseEntity<byte[]> media(
            Caller caller,
            @PathVariable String mediaId,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known) {
        caller.need(Scope.READ);
        Kept kept = find(mediaId)
                .filter(file -> caller.sees(file.account()))
                .orElseThrow(() -> new ApiException(ErrorCode.MEDIA_NOT_FOUND, "There is no file of this id"));
        if (!kept.status().equals("ready")) {
            throw new ApiException(ErrorCode.MEDIA_NOT_FOUND, "The file is not there; it is " + kept.status());
        }
        String etag = '"' + kept.sha256() + '"';
        if (known != null && known.contains(etag)) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(etag).build();
        }
        return ResponseEntity.ok()
                .contentType(SafeType.of(kept.mimetype()))
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(kept, mediaId))
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=31536000, immutable")
                .eTag(etag)
                .body(bytes(mediaId));
    }

    private static String disposition(Kept kept, String mediaId) {
        return (SafeType.isShown(kept.mimetype()) ? ContentDisposition.inline() : ContentDisposition.attachment())
                .filename(SafeName.of(kept.filename(), mediaId), StandardCharsets.UTF_8)
                .build()
                .toString();
    }

    private Optional<Kept> find(String id) {
        return database.sql(
                        "select account_id, status, mimetype, filename, sha256 from session.media_view where id = :id")
                .param("id", id)
                .query((row, index) -> new Kept(
                        new AccountId(row.getString("account_id")),
                        row.getString("status"),
                        row.getString("mimetype"),
                        row.getString("filename"),
                        String.valueOf(row.getString("sha256"))))
                .optional();
    }

    private byte[] bytes(String id) {
        return database.sql("select bytes from session.media_view where id = :id")
                .param("id", id)
                .query((row, index) -> row.getBytes(1))
                .optional()
                .orElseThrow(() -> new ApiException(ErrorCode.MEDIA_NOT_FOUND, "The file is not kept any more"));
    }
}
