package io.wafleet.standalone.process;

import java.nio.file.Path;
import java.util.List;

/** A part did not start; the message has the end of its log. */
public final class PartFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PartFailed(String message) {
        super(message);
    }

    public PartFailed(String message, Throwable cause) {
        super(message, cause);
    }

    /** With the last lines of {@code log} below the message. */
    public static PartFailed withLog(String message, Path log) {
        List<String> lines = LogTail.lines(log, 15);
        return new PartFailed(lines.isEmpty() ? message : message + "\n  " + String.join("\n  ", lines));
    }
}
