package io.wafleet.e2e.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/**
 * Where the parts of a fleet put their temporary files, and nobody else does. Not below the fleet's home: Chromium makes a
 * socket in it, and the path of a socket must be short.
 */
record Scratch(Path path) implements AutoCloseable {

    static Scratch create() {
        try {
            return new Scratch(Files.createTempDirectory("wafleet"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            FileSystemUtils.deleteRecursively(path);
        } catch (IOException stillUsed) {
            throw new UncheckedIOException(stillUsed);
        }
    }
}
