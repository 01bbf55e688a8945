package io.wafleet.standalone.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Directories of one test JVM, below the module's {@code target} where there is one. */
final class Scratch {
    private Scratch() {}

    static Path directory(String name) {
        try {
            var target = Path.of("target").toAbsolutePath();
            var parent = Files.isDirectory(target) ? target : Path.of(System.getProperty("java.io.tmpdir"));
            return Files.createTempDirectory(Files.createDirectories(parent.resolve("real-parts")), name + "-");
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** Runs {@code end} and removes {@code directory} when the JVM ends. */
    static void atExit(Path directory, Runnable end) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            end.run();
            remove(directory);
        }));
    }

    private static void remove(Path directory) {
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException leftToClean) {
            // mvn clean takes it.
        }
    }
}
