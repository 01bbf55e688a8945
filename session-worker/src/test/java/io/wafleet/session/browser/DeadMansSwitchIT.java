package io.wafleet.session.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** However the worker goes, its Chromium goes with it. */
@EnabledOnOs(OS.LINUX) // counts processes in /proc
class DeadMansSwitchIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    /** After which another worker may take its accounts. */
    private static final Duration A_LEASE = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    private final List<String> said = new CopyOnWriteArrayList<>();

    private Process worker;
    private ProcessGroup chromium;

    @BeforeEach
    void startWorker() throws IOException {
        worker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChromiumOwner.class.getName(),
                        profiles().toString(),
                        "2")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Process started = worker;
        Thread.ofVirtual()
                .start(() -> started.inputReader(StandardCharsets.UTF_8).lines().forEach(said::add));
        chromium = new ProcessGroup(Long.parseLong(awaitLine("group ").substring("group ".length())));
        awaitLine("open ");
        assertThat(processesOfOurs()).hasSizeGreaterThan(3);
    }

    @AfterEach
    void killWhatIsLeft() {
        chromium.kill();
        worker.destroyForcibly();
    }

    @Test
    void aKilledWorkerLeavesNoChromium() {
        worker.destroyForcibly();

        await().atMost(SOON).untilAsserted(() -> assertThat(processesOfOurs()).isEmpty());
    }

    @Test
    void aFrozenWorkerLosesItsChromiumAndKnowsWhenItThaws() throws Exception {
        signal("STOP", worker.pid());

        await().atMost(A_LEASE)
                .untilAsserted(() -> assertThat(processesOfOurs()).isEmpty());
        signal("CONT", worker.pid());

        awaitLine("crashed");
        awaitLine("lost");
    }

    @Test
    void aKilledChromiumIsTold() throws Exception {
        signal("KILL", chromium.id());

        awaitLine("crashed");
        awaitLine("lost");
        await().atMost(SOON).untilAsserted(() -> assertThat(processesOfOurs()).isEmpty());
    }

    @Test
    void aWorkerThatClosesLeavesNoChromium() throws Exception {
        worker.getOutputStream().close();

        awaitLine("closed");
        assertThat(chromium.members()).isEmpty();
        await().atMost(SOON).untilAsserted(() -> assertThat(processesOfOurs()).isEmpty());
        assertThat(worker.waitFor()).isZero();
    }

    @Test
    void anOrphanThatOutlivedItsSupervisorIsReapedAtTheNextStart() throws Exception {
        ProcessHandle supervisor =
                ProcessHandle.of(chromium.id()).orElseThrow().parent().orElseThrow();
        signal("STOP", supervisor.pid()); // so that it sees nothing of what follows
        worker.destroyForcibly().waitFor();
        signal("KILL", supervisor.pid());
        assertThat(processesOfOurs()).isNotEmpty();

        Chromium next = Chromium.start(BrowserSettings.in(profiles()), reason -> {});

        assertThat(chromium.members()).isEmpty();
        next.close();
        await().atMost(SOON).untilAsserted(() -> assertThat(processesOfOurs()).isEmpty());
    }

    private Path profiles() {
        return directory.resolve("profiles");
    }

    /** Everything that runs with our directory on its command line, in whatever process group, but for the worker. */
    private List<Long> processesOfOurs() {
        Stream<Long> byCommandLine = ProcessHandle.allProcesses()
                .filter(process -> process.pid() != worker.pid())
                .filter(process -> process.info()
                        .commandLine()
                        .orElse("")
                        .contains(profiles().toString()))
                .map(ProcessHandle::pid);
        return Stream.concat(byCommandLine, chromium.members().stream())
                .distinct()
                .toList();
    }

    private String awaitLine(String start) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> said.stream()
                                .filter(line -> line.startsWith(start))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static void signal(String name, long pid) throws Exception {
        assertThat(new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid)
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }
}
