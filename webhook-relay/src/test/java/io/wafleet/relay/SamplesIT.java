package io.wafleet.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.standardwebhooks.Webhook;
import io.wafleet.common.account.AccountId;
import io.wafleet.common.relay.ConfigureWebhook;
import io.wafleet.common.relay.RotateSecret;
import io.wafleet.common.webhook.WebhookSecret;
import io.wafleet.standalone.process.Ports;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The receivers that the documentation shows, each with its own interpreter, against a relay and against a forger. */
class SamplesIT {

    private static final Path SAMPLES = Path.of("..", "docs", "samples");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @AutoClose
    private static final RelayUnderTest relay = new RelayUnderTest();

    @TempDir
    Path seen;

    enum Sample {
        PYTHON("python3", "receive.py"),
        NODE("node", "receive.mjs"),
        JAVA("java", "Receive.java"),
        PHP("php", "receive.php");

        private final String interpreter;
        private final String file;

        Sample(String interpreter, String file) {
            this.interpreter = interpreter;
            this.file = file;
        }

        List<String> command(int port) {
            String path = SAMPLES.resolve(name().toLowerCase(java.util.Locale.ROOT))
                    .resolve(file)
                    .toString();
            return this == PHP ? List.of(interpreter, "-S", "127.0.0.1:" + port, path) : List.of(interpreter, path);
        }

        boolean isHere() {
            return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, interpreter)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesWhatTheRelaySendsAndNothingElse(Sample sample) throws Exception {
        assumeTrue(sample.isHere(), "The sample is not run: there is no " + sample.interpreter + " on this machine");
        String secret = WebhookSecret.random().reveal();
        AccountId account = relay.account();
        try (Running receiver = new Running(sample, secret)) {
            relay.ask(account, ConfigureWebhook.to(receiver.url(), null, secret));
            relay.publish(RelayUnderTest.text(account, "M1", "Grüße 👋"));
            awaitStatus(account, "M1", "delivered 204");

            relay.ask(account, new RotateSecret(null, null, 3_600));
            relay.publish(RelayUnderTest.text(account, "M2", "signed by the new secret and the old one"));
            awaitStatus(account, "M2", "delivered 204");

            relay.ask(account, new RotateSecret(null, null, 0));
            relay.publish(RelayUnderTest.text(account, "M3", "signed by a secret that the receiver does not know"));
            awaitStatus(account, "M3", "dead 401");

            await().atMost(PATIENCE).until(() -> receiver.said("received evt_") == 2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatIsForgedOrOldAndTakesTheSameOnce(Sample sample) throws Exception {
        assumeTrue(sample.isHere(), "The sample is not run: there is no " + sample.interpreter + " on this machine");
        String secret = WebhookSecret.random().reveal();
        String body = "{\"id\":\"evt_1\",\"event\":\"message.received\",\"data\":{\"message\":\"Grüße 👋\"}}";
        try (Running receiver = new Running(sample, secret)) {
            long now = Instant.now().getEpochSecond();
            String time = Long.toString(now);
            String signature = new Webhook(secret).sign("evt_1", now, body);
            String other = new Webhook(WebhookSecret.random().reveal()).sign("evt_1", now, body);

            assertThat(receiver.post("evt_1", time, signature, body)).isEqualTo(204);
            assertThat(receiver.post("evt_1", time, other + " " + signature, body))
                    .as("again, with two signatures")
                    .isEqualTo(204);

            assertThat(receiver.post("evt_1", time, signature, body.replace("G", "g")))
                    .as("another body")
                    .isEqualTo(401);
            assertThat(receiver.post("evt_2", time, signature, body))
                    .as("another id")
                    .isEqualTo(401);
            assertThat(receiver.post("evt_1", Long.toString(now + 1), signature, body))
                    .as("another time")
                    .isEqualTo(401);
            assertThat(receiver.post("evt_1", time, other, body))
                    .as("another secret")
                    .isEqualTo(401);
            for (long away : new long[] {-600, 600}) {
                String then = new Webhook(secret).sign("evt_1", now + away, body);
                assertThat(receiver.post("evt_1", Long.toString(now + away), then, body))
                        .as("signed well, %s s away", away)
                        .isEqualTo(401);
            }
            for (String nonsense : List.of("", "v1,", "v1", " ", "v2," + signature.substring(3), signature + "A")) {
                assertThat(receiver.post("evt_1", time, nonsense, body))
                        .as("the signature '%s'", nonsense)
                        .isEqualTo(401);
            }
            for (String nonsense : List.of("", "now", "-1", "1e9", "9".repeat(40))) {
                assertThat(receiver.post("evt_1", nonsense, signature, body))
                        .as("the time '%s'", nonsense)
                        .isEqualTo(401);
            }
            assertThat(receiver.post(null, null, null, body)).as("unsigned").isEqualTo(401);

            String last = new Webhook(secret).sign("evt_last", now, body);
            assertThat(receiver.post("evt_last", time, last, body))
                    .as("it is still there")
                    .isEqualTo(204);
            await().atMost(PATIENCE).until(() -> receiver.said("received ") == 2);
        }
    }

    private static void awaitStatus(AccountId account, String message, String status) {
        await().atMost(PATIENCE)
                .until(() -> relay.rows("""
                                select status, last_status_code from relay.delivery
                                where account_id = ? and payload::jsonb -> 'data' ->> 'id' = ?
                                """, account.value(), message).equals(List.of(status)));
    }

    /** A sample that runs. */
    private final class Running implements AutoCloseable {

        private final Process process;
        private final int port;
        private final List<String> output = new CopyOnWriteArrayList<>();
        private final HttpClient http = HttpClient.newHttpClient();

        Running(Sample sample, String secret) throws IOException {
            port = Ports.free();
            ProcessBuilder builder = new ProcessBuilder(sample.command(port)).redirectErrorStream(true);
            builder.environment().putAll(Map.of("WEBHOOK_SECRET", secret, "PORT", "" + port, "SEEN", seen.toString()));
            process = builder.start();
            Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(output::add));
            await().atMost(PATIENCE).until(() -> !process.isAlive() || listens());
            assertThat(process.isAlive())
                    .as(() -> "the receiver runs: " + output)
                    .isTrue();
        }

        String url() {
            return "http://127.0.0.1:" + port + "/hook";
        }

        /** How many lines begin like that. */
        long said(String start) {
            return output.stream().filter(line -> line.startsWith(start)).count();
        }

        int post(String id, String time, String signature, String body) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url()))
                    .timeout(Duration.ofSeconds(60))
                    .POST(HttpRequest.BodyPublishers.ofString(body));
            if (id != null) {
                request.header("webhook-id", id)
                        .header("webhook-timestamp", time)
                        .header("webhook-signature", signature);
            }
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }

        private boolean listens() {
            try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return connected.isConnected();
            } catch (IOException notYet) {
                return false;
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
