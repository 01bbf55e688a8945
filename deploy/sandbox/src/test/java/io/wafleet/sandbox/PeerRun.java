package io.wafleet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * One peer going through its story in a Node.js process, with a Chromium below it.
 *
 * <p>Failure policy: a run that takes too long is ended; whatever happens, closing it leaves no process of it behind.
 */
final class PeerRun implements AutoCloseable {

    private static final Duration LONGEST_RUN = Duration.ofMinutes(4);

    private final Path profile;
    private final Path output;
    private final Path errors;
    private final Process node;

    PeerRun(List<String> command, Path profile) {
        this.profile = profile;
        this.output = profile.resolveSibling(profile.getFileName() + ".out");
        this.errors = profile.resolveSibling(profile.getFileName() + ".err");
        try {
            node = new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it printed, a line for each step, after it has ended. */
    List<String> lines() {
        boolean hasEnded = PeerPackages.endsWithin(node, LONGEST_RUN);
        String said = read(output);
        System.out.print(said);
        assertThat(hasEnded).as("it ends; it said: %s", said).isTrue();
        assertThat(node.exitValue()).as("%s%s", said, read(errors)).isZero();
        return said.lines().filter(line -> line.contains(" | ")).toList();
    }

    void assertNothingIsLeft() {
        await("Chromium ends with its library")
                .atMost(Duration.ofSeconds(30))
                .until(() -> browsers().toList().isEmpty());
    }

    private Stream<ProcessHandle> browsers() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != node.pid())
                .filter(process -> process.info().commandLine().orElse("").contains(profile.toString()));
    }

    @Override
    public void close() {
        node.destroyForcibly().onExit().join();
        browsers().forEach(ProcessHandle::destroyForcibly);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
