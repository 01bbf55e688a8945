package io.wafleet.relay;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What a benchmark found: printed as it comes, and written as a table. */
final class Figures {

    private final Path file;
    private final List<String> lines = new ArrayList<>();

    /** Begins with the machine that the figures are of, and what it is busy with before they are taken. */
    Figures(Path file) {
        this.file = file;
        lines.add("%s, %d cores of %s, %s, %s %s, Java %s, load before %.1f"
                .formatted(
                        LocalDate.now(),
                        Runtime.getRuntime().availableProcessors(),
                        first("/proc/cpuinfo", "model name"),
                        first("/proc/meminfo", "MemTotal"),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("java.version"),
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        lines.add("");
        lines.add("| what | figure |");
        lines.add("|---|---|");
        System.out.println(lines.getFirst());
    }

    void figure(String what, String value) {
        lines.add("| %s | %s |".formatted(what, value));
        System.out.printf("%-78s %s%n", what, value);
    }

    void rate(String what, double perSecond) {
        figure(what, "%,.0f a second".formatted(perSecond));
    }

    void latency(String what, long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        figure(
                what + " (" + sorted.length + ")",
                "p50 %,.1f ms, p95 %,.1f ms, p99 %,.1f ms, max %,.1f ms"
                        .formatted(millis(sorted, 50), millis(sorted, 95), millis(sorted, 99), millis(sorted, 100)));
    }

    void write() throws IOException {
        Files.write(file, lines);
    }

    private static double millis(long[] sorted, int percent) {
        return sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)] / 1e6;
    }

    private static String first(String file, String name) {
        try (Stream<String> all = Files.lines(Path.of(file))) {
            return all.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException none) {
            return "unknown";
        }
    }
}
