package io.wafleet.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.problem.ErrorCode;
import io.wafleet.gateway.problem.ApiException;
import io.wafleet.gateway.upload.UploadSettings;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Four requests side by side, none of which says how long it is; a send may have 640 KB, and the heap has 500 for all. */
class BodyLimitTest {

    private static final int KB = 1024;

    private final BodiesInMemory bodies = new BodiesInMemory(500 * KB);
    private final HttpHandler handler = new BodyLimit(
                    new UploadSettings(DataSize.ofKilobytes(96), Duration.ofHours(1)), bodies)
            .apply((request, response) -> request.getBody().then(Mono.deferContextual(context -> {
                if (request.getHeaders().containsHeader("Let-Go")) {
                    context.get(BodyInMemory.class).release();
                }
                return Mono.never();
            })));

    private CompletableFuture<Void> send(int kilobytes, String... header) {
        MockServerHttpRequest.BodyBuilder request = MockServerHttpRequest.post("/api/accounts/a/messages/send");
        for (String name : header) {
            request.header(name, "1");
        }
        Flux<DataBuffer> body = Flux.range(0, kilobytes).map(part -> new DefaultDataBufferFactory().wrap(new byte[KB]));
        return handler.handle(request.body(body), new MockServerHttpResponse()).toFuture();
    }

    private static ErrorCode refusal(CompletableFuture<Void> request) {
        return ((ApiException) request.exceptionNow()).error().code();
    }

    @Test
    void aBodyTakesWhatHasArrivedAndATextNothing() {
        for (int i = 0; i < 10; i++) {
            assertThat(send(256)).isNotDone();
        }
        assertThat(send(256 + 300)).isNotDone();
        assertThat(refusal(send(256 + 201))).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(send(256 + 200)).isNotDone();
    }

    @Test
    void aBodyThatIsLetGoOrRefusedLeavesItsRoomToOthers() {
        for (int i = 0; i < 10; i++) {
            assertThat(send(640, "Let-Go")).isNotDone();
            assertThat(refusal(send(641))).isEqualTo(ErrorCode.MEDIA_TOO_LARGE);
        }
        CompletableFuture<Void> interrupted = send(640);
        assertThat(refusal(send(640))).isEqualTo(ErrorCode.UNAVAILABLE);
        interrupted.cancel(true);
        assertThat(send(640)).isNotDone();
    }

    @Test
    void aBodyLargerThanTheShareOfTheHeapIsNotToBeTriedAgain() {
        HttpHandler small = new BodyLimit(new UploadSettings(DataSize.ofMegabytes(1), Duration.ofHours(1)), bodies)
                .apply((request, response) -> request.getBody().then());
        Flux<DataBuffer> body = Flux.range(0, 800).map(part -> new DefaultDataBufferFactory().wrap(new byte[KB]));
        CompletableFuture<Void> request = small.handle(
                        MockServerHttpRequest.post("/api/accounts/a/messages/send")
                                .body(body),
                        new MockServerHttpResponse())
                .toFuture();
        assertThat(refusal(request)).isEqualTo(ErrorCode.MEDIA_TOO_LARGE);
    }
}
