package io.wafleet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.gateway.testing.Client;
import io.wafleet.gateway.testing.Client.Reply;
import io.wafleet.gateway.testing.RunningGateway;
import io.wafleet.standalone.kafka.EmbeddedKafka;
import io.wafleet.standalone.process.Ports;
import io.wafleet.standalone.process.RunningPart;
import io.wafleet.standalone.testing.RealParts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class OutageIT {

    private static final String KEY = "--wafleet.gateway.key.value=" + RunningGateway.ADMIN_KEY;
    private static final Map<String, String> TEXT = Map.of("to", "15551234567", "message", "Hello");

    @Test
    void withoutKafkaACommandIs503AndNever202() throws Exception {
        try (RunningGateway gateway = RunningGateway.start("127.0.0.1:" + Ports.free(), RealParts.postgres(), KEY)) {
            Client client = gateway.client();
            Awaitility.await().until(() -> client.get("/api/keys").status() == 200);
            for (String query : new String[] {"", "?wait=0"}) {
                Reply reply = client.post("/api/accounts/a/messages/send" + query, TEXT);
                assertThat(reply.status()).isEqualTo(503);
                assertThat(reply.code()).isEqualTo("UNAVAILABLE");
                assertThat(reply.header("Retry-After")).isEqualTo("5");
                assertThat(reply.header("Location")).isEmpty();
            }
            assertThat(client.post("/api/accounts/a/messages/send", TEXT, "Idempotency-Key", "k")
                            .status())
                    .isEqualTo(503);
            assertThat(promised(gateway)).isZero();
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
    void whenKafkaIsLostACommandIs503WithItsResourceAndGoesOutOnceKafkaIsBack(@TempDir Path directory) {
        EmbeddedKafka kafka = new EmbeddedKafka(directory, Ports.free(), Ports.free(), directory.resolve("kafka.log"));
        RunningPart broker = RunningPart.start(kafka);
        try (RunningGateway gateway = RunningGateway.start(kafka.bootstrapServers(), RealParts.postgres(), KEY)) {
            gateway.awaitReady();
            Client client = gateway.client();
            broker.kill();
            for (String query : new String[] {"", "?wait=0"}) {
                Reply reply = client.post("/api/accounts/a/messages/send" + query, TEXT);
                assertThat(reply.status()).as(reply.text()).isEqualTo(503);
                assertThat(reply.code()).isEqualTo("UNAVAILABLE");
                assertThat(reply.header("Retry-After")).isEqualTo("5");
                // Kafka may have it: the caller is told where that will be seen.
                Reply command = client.get(reply.header("Location"));
                assertThat(command.data().path("status").asString()).isEqualTo("queued");
            }
            assertThat(client.get("/health").json().at("/parts/kafka").asString())
                    .isEqualTo("DOWN");
            assertThat(client.get("/readyz").status()).isEqualTo(200);

            broker = RunningPart.start(kafka);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> client.post("/api/accounts/a/messages/send?wait=0", TEXT)
                                    .status()
                            == 202);
        } finally {
            broker.kill();
        }
    }

    @Test
    void aCommandThatKafkaDoesNotTakeForItsSizeIs413AndKafkaIsStillUp() {
        try (RunningGateway gateway = RunningGateway.start(
                        RealParts.kafka(),
                        RealParts.postgres(),
                        KEY,
                        "--spring.kafka.producer.properties.max.request.size=10000")
                .awaitReady()) {
            Client client = gateway.client();
            Map<String, String> large = Map.of("to", "15551234567", "message", "a".repeat(20_000));
            for (String query : new String[] {"", "?wait=0"}) {
                Reply reply = client.post("/api/accounts/a/messages/send" + query, large);
                assertThat(reply.status()).as(reply.text()).isEqualTo(413);
                assertThat(reply.code()).isEqualTo("INVALID_REQUEST");
            }
            assertThat(client.get("/health").json().at("/parts/kafka").asString())
                    .isEqualTo("UP");
        }
    }

    private static long promised(RunningGateway gateway) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(gateway.database());
        return JdbcClient.create(database)
                .sql("select count(*) from gateway.accepted_command")
                .query(Long.class)
                .single();
    }

    @Test
    void withoutPostgresReadsAre503AndSendsGoOn() throws Exception {
        RunningGateway.fleet();
        String nowhere = "jdbc:postgresql://127.0.0.1:" + Ports.free() + "/postgres?user=postgres";
        try (RunningGateway gateway = RunningGateway.start(RealParts.kafka(), nowhere, KEY)) {
            Client client = gateway.client();
            assertThat(client.get("/api/accounts").code()).isEqualTo("UNAVAILABLE");
            assertThat(client.get("/livez").status()).isEqualTo(200);
            Awaitility.await()
                    .until(() -> client.post("/api/accounts/b/messages/send?wait=5", TEXT)
                                    .status()
                            == 200);
            assertThat(client.post("/api/accounts/b/messages/send", TEXT, "Idempotency-Key", "k")
                            .status())
                    .isEqualTo(503);
        }
    }
}
