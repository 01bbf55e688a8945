package io.wafleet.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wafleet.standalone.process.Liveness;
import io.wafleet.standalone.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneApplicationIT {
    private static final int PORT = Ports.free();

    // Shared, so that the programs are unpacked and the cluster is made once.
    @TempDir
    static Path home;

    private Process up;

    /** Postgres may run as another user, who has to get there. */
    @BeforeAll
    static void letOthersIn() throws IOException {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @BeforeEach
    void start() throws IOException {
        up = launch("up", Map.of(), "--only", "postgres");
        await().atMost(Duration.ofSeconds(180))
                .until(() -> output("up").contains("Wafleet is ready after")
                        && Files.exists(home.resolve("run/ready-" + up.pid())));
    }

    @AfterEach
    void stop() throws InterruptedException {
        up.destroy();
        assertThat(up.waitFor()).isEqualTo(143);
        assertThat(home.resolve("run")).isDirectoryNotContaining("glob:**{.pid,ready-*}");
    }

    @Test
    void aSecondStartSaysThatItRunsAlready() throws Exception {
        var second = launch("second", Map.of(), "--only", "postgres");
        assertThat(second.waitFor()).isEqualTo(1);
        assertThat(output("second"))
                .contains("running here already")
                .contains("" + postgres().pid());
    }

    @Test
    void aPortThatIsTakenIsNamedWithItsVariable() throws Exception {
        var elsewhere = Map.of("WAFLEET_HOME", home.resolve("elsewhere").toString());
        var second = launch("second", elsewhere, "--only", "postgres");
        assertThat(second.waitFor()).isEqualTo(1);
        assertThat(output("second")).contains("port " + PORT + " for postgres").contains("WAFLEET_POSTGRES_PORT");
        assertThat(home.resolve("elsewhere/postgres")).doesNotExist();
    }

    @Test
    void aPartThatDiesIsStartedAgain() {
        var first = postgres();
        first.destroyForcibly();
        await().atMost(Duration.ofSeconds(120)).until(() -> output("up").contains("ENDED with exit code 137"));
        await().atMost(Duration.ofSeconds(120)).until(() -> output("up").split("postgres +ready", -1).length == 3);
        assertThat(postgres()).isNotEqualTo(first);
    }

    @Test
    void downStopsWhatRuns() throws Exception {
        var part = postgres();
        assertThat(launch("down", Map.of(), "--down").waitFor()).isZero();
        assertThat(output("down")).contains("Stopped.");
        assertThat(Liveness.of(part)).isFalse();
    }

    @Test
    void startingAgainAfterEverythingWasKilledWaitsForWhatIsLeft() throws Exception {
        var left = postgres();
        up.destroyForcibly().waitFor();
        start();
        assertThat(postgres()).isNotEqualTo(left);
        assertThat(Liveness.of(left)).isFalse();
    }

    private static ProcessHandle postgres() {
        return ProcessRecord.of(home.resolve("run"), "postgres").process().orElseThrow();
    }

    private static Process launch(String name, Map<String, String> environment, String... arguments)
            throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = Stream.concat(Stream.of(java, StandaloneApplication.class.getName()), Stream.of(arguments));
        var builder = new ProcessBuilder(command.toList()).redirectErrorStream(true);
        builder.redirectOutput(home.resolve(name + ".out").toFile());
        builder.environment().putAll(Map.of("CLASSPATH", System.getProperty("java.class.path")));
        builder.environment().putAll(Map.of("WAFLEET_HOME", home.toString(), "WAFLEET_POSTGRES_PORT", "" + PORT));
        builder.environment().putAll(environment);
        List.of("WAFLEET_KAFKA", "WAFLEET_DATABASE_URL").forEach(builder.environment()::remove);
        return builder.start();
    }

    private static String output(String name) {
        try {
            return Files.readString(home.resolve(name + ".out"));
        } catch (IOException notYet) {
            return "";
        }
    }
}
