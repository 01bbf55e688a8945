package io.wafleet.sandbox.media;

import io.wafleet.sandbox.SandboxSettings;
import io.wafleet.sandbox.knob.Knobs;
import io.wafleet.sandbox.knob.KnobsOfRequest;
import java.time.Duration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Where pages upload and download encrypted files. */
@RestController
class MediaController {

    /** The padding and the MAC that encryption adds. */
    private static final int OVERHEAD = 64;

    private static final ResponseEntity<byte[]> FAILED =
            ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();

    private final MediaStore media;
    private final KnobsOfRequest knobs;
    private final int limit;

    MediaController(MediaStore media, KnobsOfRequest knobs, SandboxSettings settings) {
        this.media = media;
        this.knobs = knobs;
        this.limit = Math.toIntExact(settings.maxMedia().toBytes()) + OVERHEAD;
    }

    @PostMapping(MediaStore.PATH + "{hash}")
    Mono<ResponseEntity<Void>> upload(@PathVariable String hash, ServerHttpRequest request) {
        return DataBufferUtils.join(request.getBody(), limit)
                .map(MediaController::bytes)
                .publishOn(Schedulers.boundedElastic())
                .map(carried -> keep(hash, carried))
                .onErrorReturn(
                        DataBufferLimitException.class,
                        ResponseEntity.status(413).build());
    }

    private ResponseEntity<Void> keep(String hash, byte[] carried) {
        try {
            media.keep(hash, carried);
            return ResponseEntity.noContent().build();
        } catch (MediaException e) {
            return ResponseEntity.badRequest().build();
        }
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    /** A knob of the account whose page asks makes this slow, or fail. */
    @GetMapping(MediaStore.PATH + "{hash}")
    Mono<ResponseEntity<byte[]>> download(@PathVariable String hash, ServerHttpRequest request) {
        Knobs now = knobs.of(request);
        return Mono.fromSupplier(() -> now.mediaError() ? FAILED : find(hash))
                .subscribeOn(Schedulers.boundedElastic())
                .delaySubscription(Duration.ofMillis(now.slowMediaMs()));
    }

    private ResponseEntity<byte[]> find(String hash) {
        return media.find(hash)
                .map(carried -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_OCTET_STREAM)
                        .body(carried))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }
}
