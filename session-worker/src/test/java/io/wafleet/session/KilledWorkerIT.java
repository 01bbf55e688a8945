package io.wafleet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wafleet.common.event.CommandCompleted;
import io.wafleet.common.event.QrIssued;
import io.wafleet.standalone.testing.RealParts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A worker in a process of its own, ended as a crash ends it. */
class KilledWorkerIT {

    private static final String ANN = "15551234567";
    private static final int SENDS = 40;

    @TempDir
    Path home;

    @Test
    void aWorkerKilledUnderLoadSendsEverythingOnceAndNeedsNoNewCode() throws Exception {
        Phone phone = new Phone(RealParts.sandbox());
        String number = "15559990001";
        try (WorkerProcess worker = new WorkerProcess(home);
                Wire wire = new Wire(RealParts.kafka())) {
            wire.run("mortal-create", "create", "mortal", "{\"network\":\"sandbox\"}");
            phone.scan(wire, "mortal", number);

            phone.turns(number, Map.of("server_ack_delay_ms", 200)); // so that some are left at the kill
            for (int i = 0; i < SENDS; i++) {
                wire.command("mortal-" + i, "send", "mortal", """
                        {"to":"%s","message":"mortal %d"}""".formatted(ANN, i));
            }
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> received(phone, number).size() >= 5);
            worker.kill();
            phone.turns(number, Map.of("server_ack_delay_ms", 0));
            assertThat(received(phone, number)).hasSizeLessThan(SENDS);
            worker.startAgain();

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
