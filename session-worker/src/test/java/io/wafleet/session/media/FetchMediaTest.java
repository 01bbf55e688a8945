package io.wafleet.session.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.session.command.CommandFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class FetchMediaTest {

    private static final int LIMIT = 100_000;

    private final MediaSettings settings = new MediaSettings(
            DataSize.ofBytes(LIMIT),
            DataSize.ofMegabytes(64),
            Set.of(),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            3,
            Duration.ofDays(1));
    private final FetchMedia trusting = new FetchMedia(settings, new EgressSettings(List.of("127.0.0.0/8")));
    private HttpServer server;

    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(0);
        trusting.close();
    }

    private URI serving(Answer answer) {
        server.createContext("/", exchange -> {
            try (exchange) {
                answer.to(exchange);
            }
        });
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/file.pdf");
    }

    private static ErrorCode codeOf(FetchMedia fetch, URI address) {
        return catchThrowableOfType(CommandFailure.class, () -> fetch.fetch(address))
                .error()
                .code();
    }

    @Test
    void aFileIsFetchedByteForByte() throws Exception {
        byte[] file = "%PDF-1.4 \0\1\2".getBytes(StandardCharsets.ISO_8859_1);
        URI address = serving(exchange -> {
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file);
        });

        assertThat(trusting.fetch(address)).isEqualTo(file);
    }

    @Test
    void anEndlessBodyIsCutAtTheLimit() {
        AtomicLong written = new AtomicLong();
        URI address = serving(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            byte[] piece = new byte[8192];
            while (written.get() < 1L << 31) {
                body.write(piece);
                written.addAndGet(piece.length);
            }
        });

        assertThat(codeOf(trusting, address)).isEqualTo(ErrorCode.MEDIA_TOO_LARGE);
        assertThat(written.get()).isLessThan(64L << 20);
    }

    @Test
    void aFileThatSaysItIsTooLargeIsNotRead() {
        URI address = serving(exchange -> {
            exchange.sendResponseHeaders(200, LIMIT + 1);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
        });

        assertThat(codeOf(trusting, address)).isEqualTo(ErrorCode.MEDIA_TOO_LARGE);
    }

    @Test
    void aBodyThatIsShorterThanItSaysIsNoFile() {
        URI address = serving(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(new byte[10]);
        });

        assertThat(codeOf(trusting, address)).isEqualTo(ErrorCode.MEDIA_UNREACHABLE);
    }

    @Test
    void aServerThatDripsIsCutAtTheDeadline() {
        long began = System.nanoTime();
        URI address = serving(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 1000; i++) {
                exchange.getResponseBody().write(1);
                exchange.getResponseBody().flush();
                Thread.yield();
                java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
            }
        });

        assertThat(codeOf(trusting, address)).isEqualTo(ErrorCode.MEDIA_UNREACHABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void aRedirectIsNotFollowed() {
        AtomicInteger asked = new AtomicInteger();
        URI address = serving(exchange -> {
            asked.incrementAndGet();
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
        });

        assertThat(codeOf(trusting, address)).isEqualTo(ErrorCode.MEDIA_UNREACHABLE);
        assertThat(asked).hasValue(1);
    }

    @Test
    void privateAddressesAreRefusedUnlessTrusted() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        URI address = serving(exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
        });
        int port = server.getAddress().getPort();

        try (FetchMedia strict = new FetchMedia(settings, new EgressSettings(List.of()))) {
            for (String host : List.of(
                    "127.0.0.1",
                    "localhost",
                    "[::1]",
                    "[::ffff:127.0.0.1]",
                    "0x7f000001",
                    "2130706433",
                    "169.254.169.254")) {
                assertThat(codeOf(strict, URI.create("http://" + host + ":" + port + "/file.pdf")))
                        .as(host)
                        .isIn(ErrorCode.MEDIA_URL_REJECTED, ErrorCode.MEDIA_UNREACHABLE);
            }
            assertThat(codeOf(strict, address)).isEqualTo(ErrorCode.MEDIA_URL_REJECTED);
        }
        assertThat(asked).hasValue(0);
    }

    @Test
    void nobodyThereIsUnreachable() {
        server.stop(0);
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");

        assertThat(codeOf(trusting, address)).isEqualTo(ErrorCode.MEDIA_UNREACHABLE);
    }
}
