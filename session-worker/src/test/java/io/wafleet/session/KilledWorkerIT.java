package io.wafleet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wafleet.common.account.AccountState;
import io.wafleet.common.event.CommandCompleted;
import io.wafleet.common.event.QrIssued;
import io.wafleet.standalone.testing.RealParts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A worker in a process of its own, ended as a crash ends it. */
class KilledWorkerIT {

    private static final String ANN = "15551234567";
    private static final int SENDS = 40;

    @TempDir
    Path home;

    private final Map<String, String> parts = Map.of(
            "WAFLEET_KAFKA", RealParts.kafka(),
            "WAFLEET_DATABASE_URL", RealParts.postgres(),
            "WAFLEET_SANDBOX_URL", RealParts.sandbox().toString(),
            "WAFLEET_WORKER_PORT", "0");
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : started) {
            process.destroy();
            process.waitFor();
        }
    }

    private Process startWorker() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(
                java.toString(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SessionWorkerApplication.class.getName());
        builder.environment().putAll(parts);
        builder.environment().put("WAFLEET_HOME", home.toString());
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/killed-worker.log")));
        Process process = builder.start();
        started.add(process);
        return process;
    }

    @Test
    void aWorkerKilledUnderLoadSendsEverythingOnceAndNeedsNoNewCode() throws Exception {
        Phone phone = new Phone(RealParts.sandbox());
        String number = "15559990001";
        try (Wire wire = new Wire(RealParts.kafka())) {
            Process first = startWorker();
            wire.command("mortal-create", "create", "mortal", "{\"network\":\"sandbox\"}");
            wire.awaitState("mortal", AccountState.QR);
            phone.does(
                    "pair",
                    Map.of(
                            "qr",
                            wire.told("mortal", QrIssued.class).getLast().raw(),
                            "phone",
                            number,
                            "name",
                            "Mortal"));
            wire.awaitState("mortal", AccountState.READY);

            for (int i = 0; i < SENDS; i++) {
                wire.command("mortal-" + i, "send", "mortal", """
                        {"to":"%s","message":"mortal %d"}""".formatted(ANN, i));
            }
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> received(phone, number).size() >= 5);
            first.destroyForcibly().waitFor();
            assertThat(received(phone, number)).hasSizeLessThan(SENDS);
            startWorker();

            for (int i = 0; i < SENDS; i++) {
                assertThat(wire.result("mortal-" + i)).isInstanceOf(CommandCompleted.class);
            }
            assertThat(received(phone, number)).hasSize(SENDS).doesNotHaveDuplicates();
            assertThat(wire.told("mortal", QrIssued.class)).hasSize(1);
        }
    }

    private static List<String> received(Phone phone, String number) {
        List<String> bodies = new ArrayList<>();
        for (JsonNode message : phone.received(ANN, number)) {
            bodies.add(message.path("body").asString(""));
        }
        return bodies;
    }
}
