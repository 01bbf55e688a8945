package io.wafleet.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.wafleet.common.egress.AddressPolicy;
import io.wafleet.relay.delivery.Outcome.Error;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against servers that behave as badly as servers can. */
class WebhookClientTest {

    private static final String PASSWORD = "changeit";
    private static final WebhookClient CLIENT = client(List.of("127.0.0.0/8", "::1/128"));

    @Test
    void anAnswerIsReadToItsFirstKilobyteWithoutControlCharacters() throws Exception {
        try (Server server = new Server(
                out -> out.write(("HTTP/1.1 200 OK\r\nContent-Length: 2003\r\n\r\na\0\u001b" + "b".repeat(2000))
                        .getBytes(StandardCharsets.ISO_8859_1)))) {
            Outcome outcome = post(server.url(), Duration.ofSeconds(20));

            assertThat(outcome.error()).isNull();
            assertThat(outcome.statusCode()).isEqualTo(200);
            assertThat(outcome.responseHead()).startsWith("a bbb").hasSizeLessThanOrEqualTo(1024);
        }
    }

    @Test
    void anAnswerWithoutAnEndIsCutOffAndCounts() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        try (Server server = new Server(out -> {
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes());
            byte[] chunk = ("1000\r\n" + "x".repeat(0x1000) + "\r\n").getBytes();
            try {
                while (true) {
                    out.write(chunk);
                }
            } catch (IOException gone) {
                hungUp.countDown();
            }
        })) {
            Outcome outcome = post(server.url(), Duration.ofSeconds(20));

            assertThat(outcome.statusCode()).isEqualTo(200);
            assertThat(outcome.error()).isNull();
            assertThat(hungUp.await(10, TimeUnit.SECONDS))
                    .as("the rest is not read")
                    .isTrue();
        }
    }

    @Test
    void anAnswerThatDripsEndsAtTheDeadlineOfTheWhole() throws Exception {
        try (Server server = new Server(out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes());
            for (int i = 0; i < 1_000; i++) {
                out.write('x');
                out.flush();
                TimeUnit.MILLISECONDS.sleep(50);
            }
        })) {
            Outcome outcome = post(server.url(), Duration.ofMillis(600));

            assertThat(outcome.error()).isEqualTo(Error.TIMEOUT);
            assertThat(outcome.latency()).isBetween(Duration.ofMillis(600), Duration.ofSeconds(5));
        }
    }

    @Test
    void whoNeverAnswersIsGivenUpAtTheDeadline() throws Exception {
        try (Server server = new Server(out -> TimeUnit.HOURS.sleep(1))) {
            Outcome outcome = post(server.url(), Duration.ofMillis(300));

            assertThat(outcome.error()).isEqualTo(Error.TIMEOUT);
            assertThat(outcome.latency()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    @Test
    void aCompressedBombIsNotUnpacked() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] megabyte = "bomb".repeat(256 * 1024).getBytes();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 100; i++) {
                gzip.write(megabyte);
            }
        }
        try (Server server = new Server(out -> {
            out.write(("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.size() + "\r\n\r\n")
                    .getBytes());
            packed.writeTo(out);
        })) {
            Outcome outcome = post(server.url(), Duration.ofSeconds(20));

            assertThat(outcome.statusCode()).isEqualTo(200);
            assertThat(outcome.error()).isNull();
            assertThat(outcome.responseHead()).doesNotContain("bombbomb").hasSizeLessThanOrEqualTo(1024);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf of"})
    void aConnectionThatIsResetIsAnError(String before) throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (Socket connection = socket.accept()) {
                    int ignored = connection.getInputStream().read();
                    connection.getOutputStream().write(before.getBytes());
                    // Closing sends a reset.
                    connection.setSoLinger(true, 0);
                } catch (IOException gone) {
                    // The test sees it.
                }
            });

            Outcome outcome = post("http://127.0.0.1:" + socket.getLocalPort() + "/", Duration.ofSeconds(20));

            assertThat(outcome.error()).isEqualTo(Error.IO);
            assertThat(outcome.verdict()).isEqualTo(Outcome.Verdict.RETRY);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "429, 7, 7",
        "503, 7, 7",
        "429, 'Tue, 31 Dec 2999 23:59:59 GMT', 'to 2999'",
        "503, -7, none",
        "503, 315360000, 315360000",
        "429, in a while, none",
        "503, '', none"
    })
    void anEndpointThatIsTooBusySaysWhenToComeBack(int status, String value, String expected) throws Exception {
        try (Server server = new Server(out ->
                out.write(("HTTP/1.1 " + status + " Busy\r\nRetry-After: " + value + "\r\nContent-Length: 0\r\n\r\n")
                        .getBytes()))) {
            Outcome outcome = post(server.url(), Duration.ofSeconds(20));

            assertThat(outcome.verdict()).isEqualTo(Outcome.Verdict.RETRY);
            Duration wait = outcome.retryAfter();
            String said = wait == null ? "none" : wait.toDays() > 300_000 ? "to 2999" : "" + wait.toSeconds();
            assertThat(said).isEqualTo(expected);
        }
    }

    @Test
    void aRedirectToItselfIsAskedOnce() throws Exception {
        try (Server server = new Server(
                out -> out.write("HTTP/1.1 307 Again\r\nLocation: /\r\nContent-Length: 0\r\n\r\n".getBytes()))) {
            Outcome outcome = post(server.url(), Duration.ofSeconds(20));

            assertThat(outcome.error()).isEqualTo(Error.REDIRECT);
            assertThat(outcome.verdict()).isEqualTo(Outcome.Verdict.FINAL);
            assertThat(server.connections).isEqualTo(1);
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (Server server = new Server(out -> out.write(
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n".getBytes()))) {
            Outcome outcome = post(server.url(), Duration.ofSeconds(20));

            assertThat(outcome.error()).isEqualTo(Error.REDIRECT);
            assertThat(outcome.statusCode()).isEqualTo(302);
        }
    }

    @Test
    void whatIsNoHttpIsAnError() throws Exception {
        try (Server server = new Server(out -> out.write("220 mail.example ESMTP\r\n".getBytes()))) {
            assertThat(post(server.url(), Duration.ofSeconds(20)).error()).isEqualTo(Error.IO);
            assertThat(post(server.url().replace("http:", "https:"), Duration.ofSeconds(20))
                            .error())
                    .isEqualTo(Error.TLS);
        }
    }

    @Test
    void nobodyListening() throws Exception {
        String url;
        // Not a Server: while a thread waits in accept, closing ends the listening only a moment later.
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = "http://127.0.0.1:" + free.getLocalPort() + "/";
        }
        assertThat(post(url, Duration.ofSeconds(20)).error()).isEqualTo(Error.CONNECTION_REFUSED);
        assertThat(post("http://no-such-host.invalid/", Duration.ofSeconds(20)).error())
                .isEqualTo(Error.DNS);
    }

    @Test
    void aCertificateIsVerifiedAndSoIsItsHost(@TempDir Path directory) throws Exception {
        Path ours = directory.resolve("ours.p12");
        Path strangers = directory.resolve("strangers.p12");
        Path other = directory.resolve("other.p12");
        makeKey(ours, "ip:127.0.0.1");
        makeKey(strangers, "ip:127.0.0.1");
        makeKey(other, "dns:other.example");
        WebhookClient trusting = trusting(directory, ours, other);

        assertThat(overTls(trusting, ours))
                .as("one that is trusted and for this host")
                .isEqualTo("null, 1 received");
        assertThat(overTls(trusting, strangers)).as("signed by itself").isEqualTo("TLS, 0 received");
        assertThat(overTls(trusting, other)).as("for another host").isEqualTo("TLS, 0 received");
    }

    @Test
    void aCertificateThatIsOverIsRefused(@TempDir Path directory) throws Exception {
        Path authority = directory.resolve("authority.p12");
        makeKey(authority, "dns:authority.example");
        WebhookClient trusting = trusting(directory, authority);
        Path current = directory.resolve("current.p12");
        Path over = directory.resolve("over.p12");
        issue(authority, current, "-1d");
        issue(authority, over, "-20d");

        assertThat(overTls(trusting, current)).isEqualTo("null, 1 received");
        assertThat(overTls(trusting, over)).as("ended ten days ago").isEqualTo("TLS, 0 received");
    }

    /** A key for 127.0.0.1 with a certificate by this authority for ten days. */
    private static void issue(Path authority, Path store, String from) throws Exception {
        makeKey(store, "ip:127.0.0.1");
        Path request = store.resolveSibling("request");
        Path certificate = store.resolveSibling("certificate");
        keytool("-certreq", "-alias", "key", "-keystore", store.toString(), "-file", request.toString());
        keytool(
                "-gencert",
                "-alias",
                "key",
                "-keystore",
                authority.toString(),
                "-ext",
                "san=ip:127.0.0.1",
                "-startdate",
                from,
                "-validity",
                "10",
                "-infile",
                request.toString(),
                "-outfile",
                certificate.toString());
        Path issuer = store.resolveSibling("issuer");
        keytool("-exportcert", "-alias", "key", "-keystore", authority.toString(), "-file", issuer.toString());
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "issuer",
                "-keystore",
                store.toString(),
                "-file",
                issuer.toString());
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "key",
                "-keystore",
                store.toString(),
                "-file",
                certificate.toString());
    }

    private static String overTls(WebhookClient client, Path keys) throws Exception {
        KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        AtomicInteger received = new AtomicInteger();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            received.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            Outcome outcome = client.post(
                    "https://127.0.0.1:" + server.getAddress().getPort() + "/",
                    Map.of(),
                    "{}".getBytes(),
                    Duration.ofSeconds(30));
            return outcome.error() + ", " + received + " received";
        } finally {
            server.stop(0);
        }
    }

    /** A client to which these certificates are those of authorities. */
    private static WebhookClient trusting(Path directory, Path... keys) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (Path key : keys) {
            trusted.setCertificateEntry(
                    key.getFileName().toString(),
                    KeyStore.getInstance(key.toFile(), PASSWORD.toCharArray()).getCertificate("key"));
        }
        Path store = directory.resolve("trusted.p12");
        try (OutputStream out = Files.newOutputStream(store)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        System.setProperty("javax.net.ssl.trustStore", store.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
        try {
            return client(List.of("127.0.0.0/8"));
        } finally {
            System.clearProperty("javax.net.ssl.trustStore");
            System.clearProperty("javax.net.ssl.trustStorePassword");
        }
    }

    private static void makeKey(Path store, String name) throws Exception {
        keytool(
                "-genkeypair",
                "-alias",
                "key",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name.replace(':', ' '),
                "-ext",
                "san=" + name,
                "-ext",
                "bc:c",
                "-keystore",
                store.toString());
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
    }

    @Test
    void aPrivateAddressIsNotDialledHoweverItIsWritten() throws Exception {
        WebhookClient careful = client(List.of());
        try (Server server = new Server(out -> out.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes()))) {
            int port = URI.create(server.url()).getPort();
            for (String host : List.of(
                    "127.0.0.1", "localhost", "2130706433", "127.1", "[::ffff:127.0.0.1]", "[::1]", "0.0.0.0")) {
                Outcome outcome = careful.post(
                        "http://" + host + ":" + port + "/", Map.of(), new byte[0], Duration.ofSeconds(20));
                assertThat(outcome.error()).as(host).isIn(Error.ADDRESS_REFUSED, Error.DNS);
            }
            assertThat(server.connections).isZero();
        }
    }

    private static Outcome post(String url, Duration deadline) throws InterruptedException {
        return CLIENT.post(url, Map.of("X-Own", "yes"), "{}".getBytes(), deadline);
    }

    private static WebhookClient client(List<String> trusted) {
        return new WebhookClient(
                AddressPolicy.publicAnd(trusted),
                new RelaySettings(URI.create("http://x"), 8, 8, Duration.ofSeconds(1), Duration.ofDays(1)),
                Clock.systemUTC());
    }

    private interface Answer {
        void write(OutputStream out) throws IOException, InterruptedException;
    }

    /** Accepts connections, waits for the end of the request's head, and writes whatever it is told to. */
    private static final class Server implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        volatile int connections;

        Server(Answer answer) throws IOException {
            Thread.ofVirtual().start(() -> {
                while (!socket.isClosed()) {
                    try {
                        Socket connection = socket.accept();
                        connections++;
                        Thread.ofVirtual().start(() -> serve(connection, answer));
                    } catch (IOException closed) {
                        return;
                    }
                }
            });
        }

        private static void serve(Socket connection, Answer answer) {
            try (connection) {
                var in = connection.getInputStream();
                byte[] last = new byte[4];
                int read;
                while ((read = in.read()) >= 0 && !new String(last, StandardCharsets.ISO_8859_1).equals("\r\n\r\n")) {
                    System.arraycopy(last, 1, last, 0, 3);
                    last[3] = (byte) read;
                    if (last[0] == 0 && read == 0x16) {
                        break;
                    }
                }
                answer.write(connection.getOutputStream());
            } catch (IOException | InterruptedException gone) {
                Thread.currentThread().interrupt();
            }
        }

        String url() {
            return "http://127.0.0.1:" + socket.getLocalPort() + "/";
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
