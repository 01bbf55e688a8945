package io.wafleet.session.ownership;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lock on this worker's data directory, and in it the name of the incarnation that holds it.
 *
 * <p>Failure policy: a directory that another living process holds, or that cannot be written, ends the start of this
 * worker with a sentence that says so.
 */
final class DataDirectory implements AutoCloseable {

    private final FileChannel channel;
    private final Optional<String> predecessor;

    DataDirectory(Path directory, Incarnation self) {
        Path file = directory.resolve("owner.lock");
        try {
            Files.createDirectories(directory);
            this.channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (tryLock() == null) {
                channel.close();
                throw new IllegalStateException("Another worker runs on " + directory
                        + "; give each worker a directory of its own (wafleet.session.browser.data)");
            }
            this.predecessor = read();
            channel.truncate(0);
            channel.write(StandardCharsets.UTF_8.encode(self.id()), 0);
            channel.force(true);
        } catch (IOException unusable) {
            throw new UncheckedIOException("The data directory " + directory + " cannot be used", unusable);
        }
    }

    /** Who held the directory before, and is dead for certain, for the lock was free. */
    Optional<String> predecessor() {
        return predecessor;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private @Nullable FileLock tryLock() throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    private Optional<String> read() throws IOException {
        ByteBuffer content = ByteBuffer.allocate(512);
        int length = channel.read(content, 0);
        return length <= 0
                ? Optional.empty()
                : Optional.of(new String(content.array(), 0, length, StandardCharsets.UTF_8));
    }
}
