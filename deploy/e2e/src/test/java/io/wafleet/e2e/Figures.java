package io.wafleet.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What a benchmark found: printed as it comes, and written as a table. */
final class Figures {

    private final Path file;
    private final List<String> lines = new ArrayList<>();

    Figures(Path file) {
        this.file = file;
    }

    /** Names the machine that the figures are of. */
    void machine(Fleet fleet) {
        lines.add("%s, %s, %d cores of %s, %,d MB, %s, Java %s"
                .formatted(
                        LocalDate.now(),
                        fleet.run(List.of("git", "rev-parse", "--short", "HEAD"), 10)
                                .strip(),
                        Runtime.getRuntime().availableProcessors(),
                        first("/proc/cpuinfo", "model name"),
                        number(first("/proc/meminfo", "MemTotal")) / 1024,
                        System.getProperty("os.name") + " " + System.getProperty("os.version"),
                        System.getProperty("java.version")));
        lines.add("");
        lines.add("| what | figure |");
        lines.add("|---|---|");
        progress(lines.getFirst());
    }

    void progress(String line) {
        System.out.println(line);
    }

    void figure(String what, String value) {
        lines.add("| %s | %s |".formatted(what, value));
        progress("%-62s %s".formatted(what, value));
    }

    void latency(String what, long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        figure(
                what + " (" + sorted.length + ")",
                "p50 %,d ms, p95 %,d ms, p99 %,d ms, max %,d ms"
                        .formatted(
                                percentile(sorted, 50),
                                percentile(sorted, 95),
                                percentile(sorted, 99),
                                percentile(sorted, 100)));
    }

    void rate(String what, int count, long nanos) {
        figure(what, "%.1f a second".formatted(count * 1e9 / nanos));
    }

    void memory(Memory one, Memory all, int accounts) {
        figure("memory of Chromium with 1 account", "%,d MB (PSS)".formatted(one.browser()));
        figure("memory of Chromium with %d accounts".formatted(accounts), "%,d MB (PSS)".formatted(all.browser()));
        figure(
                "memory per further account",
                "%,d MB in Chromium, %,d MB in the worker's JVM"
                        .formatted(
                                (all.browser() - one.browser()) / (accounts - 1),
                                (all.worker() - one.worker()) / (accounts - 1)));
    }

    void write() throws IOException {
        Files.write(file, lines);
    }

    private static long percentile(long[] sorted, int percent) {
        int index = Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1);
        return TimeUnit.NANOSECONDS.toMillis(sorted[index]);
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

    private static long number(String text) {
        String digits = text.replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }
}
