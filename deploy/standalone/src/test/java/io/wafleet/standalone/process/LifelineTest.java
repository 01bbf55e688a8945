package io.wafleet.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifelineTest {
    private static final List<String> STUBBORN =
            List.of("/bin/sh", "-c", "trap '' TERM; echo trapped; while :; do sleep 1; done");

    @TempDir
    Path directory;

    /** Stands for a JVM that keeps parts: ties a process, writes down its number, and waits. */
    static final class Owner {
        public static void main(String[] arguments) throws Exception {
            var tied = Lifeline.tie(List.of("sleep", "600"), "TERM", Duration.ofSeconds(5))
                    .start();
            Files.writeString(Path.of(arguments[0] + ".new"), "" + tied.pid());
            Files.move(Path.of(arguments[0] + ".new"), Path.of(arguments[0]));
            tied.waitFor();
        }
    }

    @Test
    void aProcessEndsWhenItsOwnerIsKilled() throws Exception {
        var note = directory.resolve("pid");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var owner = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), Owner.class.getName(), note.toString())
                .start();
        await().until(() -> Files.exists(note));
        var tied = ProcessHandle.of(Long.parseLong(Files.readString(note))).orElseThrow();
        await().until(() -> tied.info().command().orElseThrow().endsWith("sleep")); // the shell becomes it
        owner.destroyForcibly().waitFor();
        await().until(() -> !Liveness.of(tied));
    }

    @Test
    void theCommandItselfHasTheNumberThatIsTold() throws Exception {
        var process = Lifeline.tie(List.of("sh", "-c", "echo $$"), "TERM", Duration.ofSeconds(5))
                .start();
        try (var said = process.inputReader()) {
            assertThat(said.readLine()).isEqualTo("" + process.pid());
        }
    }

    @Test
    void aProcessThatHeedsTheSignalIsNotKilled() throws Exception {
        var process = Lifeline.tie(List.of("sleep", "600"), "TERM", Duration.ofSeconds(5))
                .start();
        assertThat(Lifeline.stop(process.toHandle(), "TERM", Duration.ofSeconds(30)))
                .isTrue();
        assertThat(process.waitFor()).isEqualTo(143);
    }

    @Test
    void aProcessThatDoesNotHeedTheSignalIsKilled() throws Exception {
        var process = Lifeline.tie(STUBBORN, "TERM", Duration.ofSeconds(5)).start();
        assertThat(process.inputReader().readLine()).isEqualTo("trapped");
        assertThat(Lifeline.stop(process.toHandle(), "TERM", Duration.ofMillis(300)))
                .isFalse();
        assertThat(process.waitFor()).isEqualTo(137);
    }

    @Test
    void aProcessThatNobodyHasAskedForItsExitCodeCountsAsEnded() throws Exception {
        var parent = new ProcessBuilder("sh", "-c", "sleep 0 & echo $!; exec sleep 600").start();
        try (var said = parent.inputReader()) {
            long pid = Long.parseLong(said.readLine());
            await().until(() -> ProcessHandle.of(pid).filter(Liveness::of).isEmpty());
        } finally {
            parent.destroyForcibly().waitFor();
        }
    }
}
