package io.wafleet.session.browser;

import io.wafleet.session.browser.PageException.Kind;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Asks a running Chromium for a window of one more profile, in the words with which a second {@code chromium
 * --profile-directory=…} on the same user data directory would ask the first.
 *
 * <p>Chromium calls this its process singleton; it is not documented for automation, so a test opens, closes and kills.
 *
 * <p>Failure policy: no acknowledgement in time is TIMEOUT, none at all is GONE.
 */
final class OpenProfile {

    private static final byte[] ACKNOWLEDGED = "ACK".getBytes(StandardCharsets.US_ASCII);

    // One at a time: Chromium's socket has room for few who wait, and refuses the rest.
    private final ReentrantLock turn = new ReentrantLock(true);

    /** Returns when Chromium has taken the request; the window with the given address follows. */
    void ask(Path userDataDir, String profile, String address, Duration deadline) throws PageException {
        Deadline end = Deadline.in(deadline);
        try {
            if (!turn.tryLock(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new PageException(Kind.TIMEOUT, "Chromium is busy opening other windows");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PageException(Kind.TIMEOUT, "interrupted while waiting to open a window", e);
        }
        try {
            askAlone(userDataDir, profile, address, end.left());
        } finally {
            turn.unlock();
        }
    }

    private static void askAlone(Path userDataDir, String profile, String address, Duration deadline)
            throws PageException {
        String request = String.join(
                "\0",
                "START",
                "/", // the working directory of the one who asks
                "chromium",
                ChromiumFlags.userDataDirFlag(userDataDir),
                "--profile-directory=" + profile,
                "--new-window",
                address);
        CompletableFuture<Void> asking = new CompletableFuture<>();
        try (SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            Thread.ofVirtual().name("open-profile").start(() -> {
                try {
                    exchange(socket, userDataDir.resolve("SingletonSocket"), request);
                    asking.complete(null);
                } catch (IOException e) {
                    asking.completeExceptionally(e);
                }
            });
            asking.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new PageException(Kind.TIMEOUT, "Chromium did not take the request for a window", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PageException(Kind.TIMEOUT, "interrupted while asking for a window", e);
        } catch (ExecutionException | IOException e) {
            throw new PageException(Kind.GONE, "Chromium could not be asked for a window: " + e.getMessage(), e);
        }
    }

    private static void exchange(SocketChannel socket, Path singletonSocket, String request) throws IOException {
        // The link leads to a short path: socket addresses hold about 100 characters.
        socket.connect(UnixDomainSocketAddress.of(Files.readSymbolicLink(singletonSocket)));
        ByteBuffer out = ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8));
        while (out.hasRemaining()) {
            socket.write(out);
        }
        socket.shutdownOutput();
        ByteBuffer in = ByteBuffer.allocate(ACKNOWLEDGED.length);
        int read = 0;
        while (in.hasRemaining() && read >= 0) {
            read = socket.read(in);
        }
        if (!in.flip().equals(ByteBuffer.wrap(ACKNOWLEDGED))) {
            throw new IOException("answered " + StandardCharsets.UTF_8.decode(in));
        }
    }
}
