package io.wafleet.gateway.edge;

import io.wafleet.common.problem.ErrorCode;
import io.wafleet.gateway.problem.ApiException;
import io.wafleet.gateway.upload.UploadSettings;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Refuses a body that is too large, by its announced length or as it comes in: 256 KB, or for a send the largest file
 * in base64 and a little more. Large bodies are let in only as far as the heap has room for them.
 */
@Component
@Order(-50)
final class BodyLimit implements WebFilter {

    private static final long USUAL = 256 * 1024;
    private static final long BESIDES_THE_FILE = 512 * 1024;
    private static final String SEND = "/messages/send";

    private final UploadSettings uploads;
    private final BodiesInMemory bodies = BodiesInMemory.aFairShare();

    BodyLimit(UploadSettings uploads) {
        this.uploads = uploads;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        boolean send = request.getPath().value().endsWith(SEND);
        long most = send ? uploads.maxSize().toBytes() * 4 / 3 + BESIDES_THE_FILE : USUAL;
        ApiException tooLarge = send
                ? new ApiException(
                        ErrorCode.MEDIA_TOO_LARGE,
                        "A file may have at most " + uploads.maxSize().toBytes() + " bytes")
                : ApiException.bodyTooLarge(most);
        if (request.getHeaders().getContentLength() > most) {
            return Mono.error(tooLarge);
        }
        Mono<Void> rest = chain.filter(
                exchange.mutate().request(new Counted(request, most, tooLarge)).build());
        long length = request.getHeaders().getContentLength();
        return length >= 0 && length <= USUAL || !send ? rest : ifThereIsRoom(length < 0 ? most : length, rest);
    }

    private Mono<Void> ifThereIsRoom(long bytes, Mono<Void> rest) {
        return Mono.defer(() -> bodies.reserve(bytes)
                ? rest.doFinally(end -> bodies.release(bytes))
                : Mono.error(ApiException.retryLater(
                        ErrorCode.UNAVAILABLE, "Too many files are being sent at this moment", 1)));
    }

    private static final class Counted extends ServerHttpRequestDecorator {

        private final long most;
        private final ApiException tooLarge;

        Counted(ServerHttpRequest request, long most, ApiException tooLarge) {
            super(request);
            this.most = most;
            this.tooLarge = tooLarge;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            AtomicLong read = new AtomicLong();
            return super.getBody().handle((buffer, sink) -> {
                if (read.addAndGet(buffer.readableByteCount()) > most) {
                    DataBufferUtils.release(buffer);
                    sink.error(tooLarge);
                } else {
                    sink.next(buffer);
                }
            });
        }
    }
}
