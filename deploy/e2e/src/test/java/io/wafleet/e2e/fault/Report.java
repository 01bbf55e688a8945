package io.wafleet.e2e.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What was broken, what held, and the figures: a table in {@code target/faults.md}, printed when all tests have run. */
final class Report implements AutoCloseable {

    private static final Path FILE = Path.of("target", "faults.md");

    /**
     * One line of the table.
     *
     * @param fault its number in docs/guarantees.md
     * @param broken what was done, and how often
     * @param held what was asserted
     * @param counts of what it was asserted
     * @param times how long it took to come back
     */
    record Row(int fault, String broken, String held, String counts, String times) {

        private String line() {
            return "| %d | %s | %s | %s | %s |".formatted(fault, broken, held, counts, times);
        }
    }

    private final List<Row> rows = new ArrayList<>();

    synchronized void add(Row row) {
        rows.add(row);
        try {
            Files.writeString(FILE, table());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String table() {
        return Stream.concat(
                        Stream.of("| fault | what was broken | what held | counts | times |", "|---|---|---|---|---|"),
                        rows.stream()
                                .sorted(Comparator.comparingInt(Row::fault))
                                .map(Row::line))
                .reduce("", (lines, line) -> lines + line + "\n");
    }

    @Override
    public synchronized void close() {
        System.out.println(table());
    }
}
