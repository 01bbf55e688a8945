package io.wafleet.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.standalone.testing.RealParts;
import java.io.BufferedReader;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A relay process of its own, which lacks what it needs. */
@Timeout(120)
class WaitingIT {

    private static final String NOBODY = "127.0.0.1:1";

    @Test
    void aRelayThatWaitsForPostgresStopsWhenItIsTold() throws Exception {
        Process relay = RelayProcess.start(Map.of(
                "WAFLEET_DATABASE_URL",
                "jdbc:postgresql://" + NOBODY + "/postgres?user=postgres",
                "WAFLEET_KAFKA",
                NOBODY,
                "WAFLEET_WEBHOOK_KEY",
                RelayUnderTest.KEY));

        assertThat(stopsAfterSaying("postgres.awaited", relay)).isTrue();
    }

    @Test
    void aRelayThatWaitsForKafkaStopsWhenItIsTold() throws Exception {
        Process relay = RelayProcess.start(Map.of(
                "WAFLEET_DATABASE_URL",
                RealParts.postgres(),
                "WAFLEET_KAFKA",
                NOBODY,
                "WAFLEET_WEBHOOK_KEY",
                RelayUnderTest.KEY));

        assertThat(stopsAfterSaying("kafka.awaited", relay)).isTrue();
    }

    private static boolean stopsAfterSaying(String line, Process relay) throws Exception {
        try (BufferedReader output = relay.inputReader()) {
            String said = output.readLine();
            while (said != null && !said.contains(line)) {
                said = output.readLine();
            }
            assertThat(said).as("what the relay says").isNotNull();
            relay.destroy();
            Thread.ofVirtual().start(() -> output.lines().forEach(rest -> {}));
            return relay.waitFor(40, TimeUnit.SECONDS);
        } finally {
            relay.destroyForcibly();
        }
    }
}
