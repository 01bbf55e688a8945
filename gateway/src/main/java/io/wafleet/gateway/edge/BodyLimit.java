package io.wafleet.gateway.edge;

import io.wafleet.common.problem.ErrorCode;
import io.wafleet.gateway.problem.ApiException;
import io.wafleet.gateway.upload.UploadSettings;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * Refuses a body that is too large, by its announced length or as it comes in: 256 KB, or for a send the largest file
 * in base64 and a little more. What comes in beyond 256 KB is let in only as far as the heap has room for it.
 *
 * <p>It stands before the framework's own reading, which hands a form to the controllers past every filter.
 */
@Component
final class BodyLimit implements HttpHandlerDecoratorFactory {

    private static final long USUAL = 256 * 1024;
    private static final String SEND = "/messages/send";

    private final long largest;
    private final BodiesInMemory bodies;

    BodyLimit(UploadSettings uploads, BodiesInMemory bodies) {
        this.largest = Math.min(uploads.largestBody(), USUAL + bodies.most());
        this.bodies = bodies;
    }

    @Override
    public HttpHandler apply(HttpHandler next) {
        return (request, response) -> {
            BodyInMemory body = new BodyInMemory(bodies);
            return next.handle(limited(request, body), response)
                    .contextWrite(context -> context.put(BodyInMemory.class, body))
                    .doFinally(end -> body.release());
        };
    }

    private Counted limited(ServerHttpRequest request, BodyInMemory body) {
        return request.getPath().value().endsWith(SEND)
                ? new Counted(
                        request,
                        body,
                        largest,
                        new ApiException(
                                ErrorCode.MEDIA_TOO_LARGE,
                                "A send with its file may have at most " + largest + " bytes"))
                : new Counted(request, body, USUAL, ApiException.bodyTooLarge(USUAL));
    }

    private static ApiException noRoom() {
        return ApiException.retryLater(ErrorCode.UNAVAILABLE, "Too many files are being sent at this moment", 1);
    }

    private static final class Counted extends ServerHttpRequestDecorator {

        private final BodyInMemory body;
        private final long most;
        private final ApiException tooLarge;

        Counted(ServerHttpRequest request, BodyInMemory body, long most, ApiException tooLarge) {
            super(request);
            this.body = body;
            this.most = most;
            this.tooLarge = tooLarge;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            if (getHeaders().getContentLength() > most) {
                return Flux.error(tooLarge);
            }
            AtomicLong read = new AtomicLong();
            return super.getBody().handle((buffer, sink) -> {
                long bytes = read.addAndGet(buffer.readableByteCount());
                if (bytes <= most && body.growTo(bytes - USUAL)) {
                    sink.next(buffer);
                } else {
                    DataBufferUtils.release(buffer);
                    sink.error(bytes > most ? tooLarge : noRoom());
                }
            });
        }
    }
}
