package io.wafleet.standalone.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log file, for the message that says why a part did not start. */
public final class LogTail {
    private static final int MOST_BYTES = 16 * 1024;

    private LogTail() {}

    /** At most the last {@code count} lines; empty when there is no such file. */
    public static List<String> lines(Path log, int count) {
        if (!Files.isRegularFile(log)) {
            return List.of();
        }
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - MOST_BYTES);
            file.seek(from);
            var bytes = new byte[(int) (file.length() - from)];
            file.readFully(bytes);
            var lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } catch (IOException unreadable) {
            return List.of("(cannot read " + log + ": " + unreadable.getMessage() + ")");
        }
    }
}
