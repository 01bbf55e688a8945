package io.wafleet.standalone.postgres;

import io.wafleet.standalone.process.Lifeline;
import io.wafleet.standalone.process.Liveness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The {@code postmaster.pid} of a data directory, and the server that it may still name. */
final class LeftBehind {
    private static final Duration STOP = Duration.ofSeconds(20);

    private LeftBehind() {}

    /** Stops the server that still has {@code data} open, and removes a pid file that names another process. */
    static void stop(Path data) throws IOException {
        var file = file(data);
        if (!Files.exists(file)) {
            return;
        }
        var server = named(data);
        if (server.isPresent()) {
            Lifeline.stop(server.get(), "INT", STOP);
        } else {
            // The server itself would refuse to start when the number now belongs to something else.
            Files.deleteIfExists(file);
        }
    }

    /** Whether the server with this pid says that it takes connections. */
    static boolean ready(Path data, long pid) throws IOException {
        if (!Files.exists(file(data))) {
            return false;
        }
        var lines = Files.readAllLines(file(data));
        return lines.size() >= 8
                && lines.get(0).strip().equals("" + pid)
                && lines.get(7).strip().equals("ready");
    }

    private static Optional<ProcessHandle> named(Path data) throws IOException {
        var lines = Files.readAllLines(file(data));
        if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,10}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(Liveness::of)
                .filter(process -> process.info().command().orElse("").endsWith("/bin/postgres"));
    }

    private static Path file(Path data) {
        return data.resolve("postmaster.pid");
    }
}
