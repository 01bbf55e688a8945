package io.wafleet.gateway.media;

import io.wafleet.common.problem.ErrorCode;
import io.wafleet.gateway.key.Caller;
import io.wafleet.gateway.key.Scope;
import io.wafleet.gateway.problem.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** Gives the bytes of a file, or a part of them. A file never changes, so its hash is its ETag for ever. */
@RestController
class MediaController {

    private final JdbcClient database;
    private final FileBytes bytes;

    MediaController(JdbcClient database, FileBytes bytes) {
        this.database = database;
        this.bytes = bytes;
    }

    @GetMapping("/api/media/{mediaId}")
    ResponseEntity<Flux<DataBuffer>> media(
            Caller caller, HttpMethod method, @PathVariable String mediaId, @RequestHeader HttpHeaders asked) {
        caller.need(Scope.READ);
        KeptFile file = database.sql(KeptFile.BY_ID)
                .param("id", mediaId)
                .query(KeptFile::read)
                .optional()
                .filter(found -> caller.sees(found.account()))
                .orElseThrow(() -> new ApiException(ErrorCode.MEDIA_NOT_FOUND, "There is no file of this id"));
        String etag = '"' + file.hash() + '"';
        if (asked.getIfNoneMatch().contains(etag)) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(etag).build();
        }
        Optional<ByteRange> range = ByteRange.of(asked, etag, file.size());
        if (range.isEmpty()) {
            return ResponseEntity.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                    .header(HttpHeaders.CONTENT_RANGE, "bytes */" + file.size())
                    .build();
        }
        ResponseEntity.BodyBuilder head = head(file, etag, range.get());
        return method.equals(HttpMethod.HEAD) ? head.build() : head.body(bytes.read(file, range.get()));
    }

    private static ResponseEntity.BodyBuilder head(KeptFile file, String etag, ByteRange range) {
        ResponseEntity.BodyBuilder head = ResponseEntity.status(
                        range.isPart() ? HttpStatus.PARTIAL_CONTENT : HttpStatus.OK)
                .contentType(SafeType.of(file.mimetype()))
                .contentLength(range.length())
                .header(HttpHeaders.ACCEPT_RANGES, "bytes")
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(file))
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=31536000, immutable")
                .eTag(etag);
        if (range.isPart()) {
            head.header(HttpHeaders.CONTENT_RANGE, range.of(file.size()));
        }
        return head;
    }

    private static String disposition(KeptFile file) {
        return (SafeType.isShown(file.mimetype()) ? ContentDisposition.inline() : ContentDisposition.attachment())
                .filename(SafeName.of(file.filename(), file.id()), StandardCharsets.UTF_8)
                .build()
                .toString();
    }
}
