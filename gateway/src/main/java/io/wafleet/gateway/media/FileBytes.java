package io.wafleet.gateway.media;

import io.wafleet.common.blob.BlobStore;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.gateway.file.BlobStores;
import io.wafleet.gateway.problem.ApiException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/**
 * Reads a file in small pieces, as fast as the client takes them, so that no file is in memory as a whole.
 *
 * <p>Failure policy: what is missing at the start is an answer; a store that fails later cuts the answer off.
 */
@Component
class FileBytes {

    private static final Logger log = LoggerFactory.getLogger(FileBytes.class);
    private static final int PIECE = 64 * 1024;

    private final BlobStore store;
    private final Scheduler blocking;

    FileBytes(@Qualifier(BlobStores.MESSAGES) BlobStore store, Scheduler blocking) {
        this.store = store;
        this.blocking = blocking;
    }

    /** @throws ApiException MEDIA_NOT_FOUND if the store does not have it */
    Flux<DataBuffer> read(KeptFile file, ByteRange range) {
        String sha256 = file.hash();
        byte[] first = piece(sha256, range, 0).orElseThrow(() -> {
            log.atError().addKeyValue("media_id", file.id()).log("media.missing");
            return new ApiException(ErrorCode.MEDIA_NOT_FOUND, "The file is not in the store");
        });
        Flux<byte[]> rest = Flux.<byte[], Long>generate(() -> (long) first.length, (done, sink) -> {
                    if (done >= range.length()) {
                        sink.complete();
                        return done;
                    }
                    byte[] next = piece(sha256, range, done)
                            .filter(bytes -> bytes.length > 0)
                            .orElseThrow(() -> new IllegalStateException("The file has gone while it was read"));
                    sink.next(next);
                    return done + next.length;
                })
                .subscribeOn(blocking);
        return Flux.concat(Flux.just(first), rest).map(DefaultDataBufferFactory.sharedInstance::wrap);
    }

    private Optional<byte[]> piece(String sha256, ByteRange range, long done) {
        return store.read(sha256, range.from() + done, (int) Math.min(PIECE, range.length() - done));
    }
}
