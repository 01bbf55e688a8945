package io.wafleet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.gateway.testing.Client;
import io.wafleet.gateway.testing.Client.Reply;
import io.wafleet.gateway.testing.RunningGateway;
import io.wafleet.standalone.testing.RealParts;
import java.net.ServerSocket;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class OutageIT {

    private static final String KEY = "--wafleet.gateway.key.value=" + RunningGateway.ADMIN_KEY;
    private static final Map<String, String> TEXT = Map.of("to", "15551234567", "message", "Hello");

    private static int closedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void withoutKafkaACommandIs503AndNever202() throws Exception {
        try (RunningGateway gateway = RunningGateway.start("127.0.0.1:" + closedPort(), RealParts.postgres(), KEY)) {
            Client client = gateway.client();
            Awaitility.await().until(() -> client.get("/api/keys").status() == 200);
            for (String query : new String[] {"", "?wait=0"}) {
                Reply reply = client.post("/api/accounts/a/messages/send" + query, TEXT);
                assertThat(reply.status()).isEqualTo(503);
                assertThat(reply.code()).isEqualTo("UNAVAILABLE");
                assertThat(reply.header("Retry-After")).isEqualTo("5");
            }
            assertThat(client.get("/livez").status()).isEqualTo(200);
            assertThat(client.get("/readyz").status()).isEqualTo(503);
            assertThat(client.get("/health").json().at("/parts/kafka").asString())
                    .isEqualTo("DOWN");
            // Neither has the worker been started: its views are not there, which is not our fault.
            assertThat(client.get("/api/accounts").code()).isEqualTo("UNAVAILABLE");
            assertThat(client.get("/api/dashboard/stats").status()).isEqualTo(200);
            assertThat(client.get("/api/commands/x").code()).isEqualTo("COMMAND_NOT_FOUND");
        }
    }

    @Test
    void withoutPostgresReadsAre503AndSendsGoOn() throws Exception {
        RunningGateway.fleet();
        String nowhere = "jdbc:postgresql://127.0.0.1:" + closedPort() + "/postgres?user=postgres";
        try (RunningGateway gateway = RunningGateway.start(RealParts.kafka(), nowhere, KEY)) {
            Client client = gateway.client();
            assertThat(client.get("/api/accounts").code()).isEqualTo("UNAVAILABLE");
            assertThat(client.get("/livez").status()).isEqualTo(200);
            Awaitility.await()
                    .until(() ->
                            client.post("/api/accounts/b/messages/send", TEXT).status() == 200);
            assertThat(client.post("/api/accounts/b/messages/send", TEXT, "Idempotency-Key", "k")
                            .status())
                    .isEqualTo(503);
        }
    }
}
