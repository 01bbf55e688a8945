package io.wafleet.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a worker takes, in megabytes of proportional set size: memory that processes share is counted once, in parts.
 *
 * @param browser Chromium with all its processes
 * @param worker the JVM
 */
public record Memory(long browser, long worker) {

    /** Reads it from {@code /proc}; 0 where there is none, as on macOS. */
    static Memory of(Fleet fleet) {
        ProcessHandle worker = fleet.process("worker");
        return new Memory(megabytes(worker.descendants()), megabytes(Stream.of(worker)));
    }

    /** The same for any processes. */
    public static long megabytes(Stream<ProcessHandle> processes) {
        return processes.mapToLong(process -> kilobytes(process.pid())).sum() / 1024;
    }

    private static long kilobytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException gone) {
            return 0;
        }
    }
}
