package io.wafleet.e2e.fault;

import io.wafleet.e2e.Memory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a worker and its Chromium hold of this machine, as Linux tells.
 *
 * @param processes of Chromium
 * @param handles open in the worker: files, pipes and sockets
 * @param threads of the worker
 * @param files below the directories that the worker and Chromium write to
 * @param browser Chromium's proportional set size, in megabytes
 * @param heap what the worker's objects take after a garbage collection, in megabytes
 */
record Footprint(long processes, long handles, long threads, long files, long browser, long heap) {

    private static final Path PROC = Path.of("/proc");

    static Footprint of(ProcessHandle worker, List<Path> directories) {
        Path self = PROC.resolve(String.valueOf(worker.pid()));
        return new Footprint(
                new ChromiumProcesses(worker).all().size(),
                count(self.resolve("fd")),
                count(self.resolve("task")),
                directories.stream().mapToLong(Footprint::files).sum(),
                Memory.megabytes(worker.descendants()),
                heap(worker));
    }

    String line() {
        return "| %d | %d | %d | %,d | %,d MB | %d MB |".formatted(processes, handles, threads, files, browser, heap);
    }

    private static long count(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** Links are not followed: profiles are linked from the browser's directory, and counted where they are. */
    private static long files(Path directory) {
        // Not Files.walk, which fails when something is deleted meanwhile.
        String[] names = directory.toFile().list();
        if (names == null || Files.isSymbolicLink(directory)) {
            return 1;
        }
        return 1
                + Stream.of(names)
                        .map(directory::resolve)
                        .mapToLong(Footprint::files)
                        .sum();
    }

    /** The last line of the histogram, which counts living objects only, is "Total", their number and their bytes. */
    private static long heap(ProcessHandle worker) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process histogram = new ProcessBuilder(jcmd, String.valueOf(worker.pid()), "GC.class_histogram").start();
            String[] total = new String(histogram.getInputStream().readAllBytes())
                    .lines()
                    .filter(line -> line.startsWith("Total"))
                    .findFirst()
                    .orElseThrow()
                    .split("\\s+");
            histogram.waitFor(30, TimeUnit.SECONDS);
            return Long.parseLong(total[2]) / (1024 * 1024);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
