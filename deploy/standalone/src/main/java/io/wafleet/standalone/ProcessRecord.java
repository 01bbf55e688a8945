package io.wafleet.standalone;

import io.wafleet.standalone.process.Liveness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A file in {@code <home>/run} that names a process by its number and its start.
 *
 * <p>The start is there because numbers are used again: whoever has the number now is not stopped for it.
 */
record ProcessRecord(Path file) {
    // The system computes a start from the time since boot, so a corrected clock moves it a little.
    private static final Duration TOLERANCE = Duration.ofSeconds(3);

    static ProcessRecord of(Path run, String name) {
        return new ProcessRecord(run.resolve(name + ".pid"));
    }

    String name() {
        return file.getFileName().toString().replaceAll("\\.pid$", "");
    }

    /** Records {@code process}, which {@code owner} (the name of another record) keeps running. */
    void write(ProcessHandle process, String owner) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        var start = process.info().startInstant().orElse(Instant.EPOCH);
        Files.writeString(fresh, process.pid() + " " + start + " " + owner + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The recorded process, if that very process still runs. */
    Optional<ProcessHandle> process() {
        return read().flatMap(entry ->
                ProcessHandle.of(entry.pid()).filter(Liveness::of).filter(process -> entry.describes(process)));
    }

    /** Whether the recorded owner still runs. */
    boolean owned() {
        return read().flatMap(entry -> new ProcessRecord(file.resolveSibling(entry.owner() + ".pid")).process())
                .isPresent();
    }

    private Optional<Entry> read() {
        try {
            var words = Files.readString(file).strip().split(" ");
            if (words.length != 3 || !words[2].matches("[a-z0-9-]+")) {
                return Optional.empty();
            }
            return Optional.of(new Entry(Long.parseLong(words[0]), Instant.parse(words[1]), words[2]));
        } catch (IOException | DateTimeParseException | NumberFormatException nothingUsable) {
            return Optional.empty();
        }
    }

    private record Entry(long pid, Instant started, String owner) {
        boolean describes(ProcessHandle process) {
            return process.info()
                    .startInstant()
                    .map(start -> Duration.between(started, start).abs())
                    .filter(difference -> difference.compareTo(TOLERANCE) <= 0)
                    .isPresent();
        }
    }

    void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            // A file that names nobody does no harm.
        }
    }
}
