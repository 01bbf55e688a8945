package io.wafleet.relay.delivery;

import io.wafleet.common.egress.AddressPolicy;
import io.wafleet.common.egress.AddressRefused;
import io.wafleet.common.egress.GuardedHttp;
import io.wafleet.relay.delivery.Outcome.Error;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.Closer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Posts a body to an address that somebody outside has chosen.
 *
 * <p>Failure policy: never throws for what the other side does. The whole attempt, from looking up the name to the last
 * byte of the answer, ends at its deadline with {@code TIMEOUT}; at most 16 KB of an answer is read; redirects are not
 * followed; private addresses are not dialled unless trusted; certificates are verified.
 */
@Component
final class WebhookClient {

    private static final int MOST_READ = 16 * 1024;
    private static final int HEAD = 1024;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final CloseableHttpClient http;
    private final Clock clock;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("attempt-", 0).factory());

    WebhookClient(AddressPolicy policy, RelaySettings settings, Clock clock) {
        // Twice the slots, because a connection that is being given up is still in the pool for a moment.
        this.http = GuardedHttp.client(policy, 2 * settings.concurrency() + 16, LONGEST, LONGEST);
        this.clock = clock;
    }

    Outcome post(String url, Map<String, String> headers, byte[] body, Duration deadline) throws InterruptedException {
        Instant at = clock.instant();
        long begin = System.nanoTime();
        HttpPost request;
        try {
            request = new HttpPost(url);
        } catch (IllegalArgumentException invalid) {
            return Outcome.failed(at, Duration.ZERO, Error.IO);
        }
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON.withCharset((String) null)));
        Future<Outcome> exchange = threads.submit(() -> exchange(request, at, begin));
        try {
            return exchange.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return Outcome.failed(at, since(begin), Error.TIMEOUT);
        } catch (ExecutionException failed) {
            return Outcome.failed(at, since(begin), errorOf(Objects.requireNonNullElse(failed.getCause(), failed)));
        } finally {
            if (!exchange.isDone()) {
                request.abort();
                exchange.cancel(true);
            }
        }
    }

    @PreDestroy
    void close() throws IOException {
        http.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
        threads.shutdownNow();
    }

    private Outcome exchange(HttpPost request, Instant at, long begin) throws IOException {
        ClassicHttpResponse response = http.executeOpen(null, request, null);
        try {
            byte[] answer = read(response.getEntity());
            if (answer.length >= MOST_READ) {
                // Closing alone would read the rest, which may have no end.
                request.abort();
            }
            Header wait = response.getFirstHeader("Retry-After");
            return Outcome.answered(
                    at,
                    since(begin),
                    response.getCode(),
                    head(answer),
                    RetryAfter.parse(wait == null ? null : wait.getValue(), clock.instant()));
        } finally {
            Closer.closeQuietly(response);
        }
    }

    private static byte[] read(@Nullable HttpEntity entity) throws IOException {
        if (entity == null) {
            return new byte[0];
        }
        InputStream content = entity.getContent();
        return content == null ? new byte[0] : content.readNBytes(MOST_READ);
    }

    private static @Nullable String head(byte[] answer) {
        String text = new String(answer, 0, Math.min(HEAD, answer.length), StandardCharsets.UTF_8)
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        return text.isEmpty() ? null : text;
    }

    static Error errorOf(Throwable failure) {
        return switch (failure) {
            case AddressRefused refused -> Error.ADDRESS_REFUSED;
            case UnknownHostException unknown -> Error.DNS;
            case SSLException tls -> Error.TLS;
            case InterruptedIOException timeout -> Error.TIMEOUT;
            case ConnectException refused -> Error.CONNECTION_REFUSED;
            default -> Error.IO;
        };
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
