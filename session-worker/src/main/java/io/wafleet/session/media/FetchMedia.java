package io.wafleet.session.media;

import io.wafleet.common.egress.AddressPolicy;
import io.wafleet.common.egress.AddressRefused;
import io.wafleet.common.egress.GuardedHttp;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.session.command.CommandFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.springframework.stereotype.Component;

/**
 * Fetches a file from an address that came with a command.
 *
 * <p>Failure policy: one attempt with one deadline for all of it; redirects are not followed; reading stops at the limit.
 * A refused address, a file that is too large and everything else that goes wrong each have their code.
 */
@Component
class FetchMedia implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(10);

    private final CloseableHttpClient client;
    private final MediaSettings settings;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("media-deadlines").daemon().factory());

    FetchMedia(MediaSettings settings, EgressSettings egress) {
        this.settings = settings;
        this.client = GuardedHttp.client(AddressPolicy.publicAnd(egress.trustedNetworks()), 32, CONNECT, READ);
    }

    byte[] fetch(URI address) throws CommandFailure {
        HttpGet request = new HttpGet(address);
        ScheduledFuture<?> deadline = deadlines.schedule(
                () -> Thread.ofVirtual().start(request::cancel),
                settings.fetchDeadline().toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            return client.execute(request, response -> {
                try {
                    return read(request, response);
                } catch (CommandFailure failure) {
                    throw new Refused(failure);
                }
            });
        } catch (Refused refused) {
            throw refused.failure;
        } catch (AddressRefused refused) {
            throw new CommandFailure(
                    ErrorCode.MEDIA_URL_REJECTED, "'media_url' leads to an address that may not be reached from here");
        } catch (IOException | RuntimeException failure) {
            throw unreachable(request.isCancelled() ? "it took too long" : "the connection failed");
        } finally {
            deadline.cancel(false);
        }
    }

    @Override
    public void close() throws IOException {
        deadlines.shutdownNow();
        client.close();
    }

    private byte[] read(HttpGet request, ClassicHttpResponse response) throws IOException, CommandFailure {
        if (response.getCode() < 200 || response.getCode() > 299) {
            request.cancel(); // without reading what is of no use
            throw unreachable("the server answered " + response.getCode());
        }
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new byte[0];
        }
        long limit = settings.maxSize().toBytes();
        if (entity.getContentLength() > limit) {
            request.cancel();
            throw tooLarge();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[16 * 1024];
        InputStream content = entity.getContent();
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            if (bytes.size() + count > limit) {
                request.cancel();
                throw tooLarge();
            }
            bytes.write(buffer, 0, count);
        }
        return bytes.toByteArray();
    }

    private CommandFailure tooLarge() {
        return new CommandFailure(
                ErrorCode.MEDIA_TOO_LARGE,
                "The file is larger than " + settings.maxSize().toMegabytes() + " MB");
    }

    private static CommandFailure unreachable(String why) {
        return new CommandFailure(ErrorCode.MEDIA_UNREACHABLE, "The file at 'media_url' could not be fetched: " + why);
    }

    /** Carries a failure out of the client's callback. */
    private static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient CommandFailure failure;

        Refused(CommandFailure failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
