package io.wafleet.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessRecordTest {
    @TempDir
    Path run;

    @Test
    void aRunningProcessIsFoundAgain() throws IOException {
        var record = ProcessRecord.of(run, "kafka");
        record.write(ProcessHandle.current(), "up-1");
        assertThat(record.process()).contains(ProcessHandle.current());
        assertThat(record.name()).isEqualTo("kafka");
    }

    @Test
    void aNumberThatBelongsToAnotherProcessNowIsNotIt() throws IOException {
        var record = ProcessRecord.of(run, "kafka");
        var before = ProcessHandle.current().info().startInstant().orElseThrow().minus(Duration.ofMinutes(1));
        Files.writeString(record.file(), ProcessHandle.current().pid() + " " + before + " up-1\n");
        assertThat(record.process()).isEmpty();
    }

    @Test
    void aProcessThatHasEndedIsNotFound() throws Exception {
        var child = new ProcessBuilder("sleep", "60").start();
        var record = ProcessRecord.of(run, "kafka");
        record.write(child.toHandle(), "up-1");
        assertThat(record.process()).isPresent();
        child.destroyForcibly().waitFor();
        assertThat(record.process()).isEmpty();
    }

    @Test
    void aPartIsOwnedAsLongAsItsSupervisorRuns() throws Exception {
        var supervisor = new ProcessBuilder("sleep", "60").start();
        ProcessRecord.of(run, "up-7").write(supervisor.toHandle(), "up-7");
        var part = ProcessRecord.of(run, "kafka");
        part.write(ProcessHandle.current(), "up-7");
        assertThat(part.owned()).isTrue();
        supervisor.destroyForcibly().waitFor();
        assertThat(part.owned()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12",
                "x y z",
                "99999999999999999999 2026-01-01T00:00:00Z up-1",
                "1 Z up-1",
                "1 2026Z ../up-1"
            })
    void aBrokenRecordNamesNobody(String content) throws IOException {
        var record = ProcessRecord.of(run, "kafka");
        Files.writeString(record.file(), content);
        assertThat(record.process()).isEmpty();
        assertThat(record.owned()).isFalse();
    }
}
