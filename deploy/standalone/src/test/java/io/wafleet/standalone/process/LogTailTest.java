package io.wafleet.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir
    Path directory;

    @Test
    void theLastLinesOfALongFileAreShown() throws IOException {
        var log = directory.resolve("part.log");
        Files.writeString(log, "line\n".repeat(100_000) + "cause\nconsequence\n");
        assertThat(LogTail.lines(log, 2)).containsExactly("cause", "consequence");
    }

    @Test
    void aMissingFileHasNoLines() {
        assertThat(LogTail.lines(directory.resolve("none"), 5)).isEmpty();
    }
}
