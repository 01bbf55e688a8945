package io.wafleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** The main job from end to end, in the order a user would do it, against real processes. */
@TestMethodOrder(OrderAnnotation.class)
class StoryIT {

    private static final String OWN_NUMBER = "15557654321";
    private static final String ANN = "15551234567";
    private static final String GROUP = "120363000000000042@g.us";

    private static final Fleet FLEET = new Fleet(
            "story",
            Map.of(
                    "MAX_WHATSAPP_ACCOUNTS", "3",
                    "WAFLEET_SESSION_SNAPSHOT_DELAY_MIN", "200ms",
                    "WAFLEET_SESSION_SNAPSHOT_DELAY_MAX", "400ms"));
    private static Receiver receiver;
    private static Http api;
    private static Phone phone;
    private static EventStream events;

    @BeforeAll
    static void start() throws Exception {
        receiver = new Receiver();
        FLEET.up();
        api = new Http(FLEET.gateway(), Map.of("X-Api-Key", FLEET.apiKey()));
        phone = new Phone(new Http(FLEET.sandbox(), Map.of()));
        events = new EventStream(FLEET.gateway(), FLEET.apiKey());
    }

    @AfterAll
    static void stop() {
        events.close();
        FLEET.close();
        receiver.close();
    }

    @Test
    @Order(1)
    void anAccountIsCreatedAndItsQrCodeReallyScans() throws Exception {
        Answer created = api.post(
                "/api/accounts",
                Map.of(
                        "id", "support",
                        "name", "Support",
                        "network", "sandbox",
                        "webhook_url", receiver.url(),
                        "webhook_secret", Receiver.SECRET));
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        assertThat(created.data().at("/account/status").asString()).isIn("INIT", "QR");

        within(60).until(() -> api.get("/api/accounts/support/qr").status() == 200);
        JsonNode qr = api.get("/api/accounts/support/qr").data();
        String picture = qr.path("qr_code").asString();
        assertThat(picture).startsWith("data:image/png;base64,");
        assertThat(decode(Base64.getDecoder().decode(picture.substring(picture.indexOf(',') + 1))))
                .isEqualTo(qr.path("raw").asString());

        assertThat(api.post("/api/accounts", Map.of("id", "support", "network", "sandbox"))
                        .code())
                .isEqualTo("ACCOUNT_EXISTS");
    }

    @Test
    @Order(2)
    void thePhoneScansItAndTheAccountBecomesReady() {
        scan("support", OWN_NUMBER, "Shop");
        awaitStatus("support", "READY");
        JsonNode status = status("support");
        assertThat(status.path("phone").asString()).isEqualTo(OWN_NUMBER);
        assertThat(status.path("push_name").asString()).isEqualTo("Shop");
        within(60)
                .untilAsserted(() -> assertThat(events.events("account.status")
                                .filter(event ->
                                        event.path("account_id").asString().equals("support"))
                                .map(event -> event.at("/data/status").asString()))
                        .containsSubsequence("QR", "AUTH", "READY"));
    }

    @Test
    @Order(3)
    void aTextReachesThePhoneOnceHoweverOftenItIsAskedFor() {
        Map<String, Object> text = Map.of("to", ANN, "message", "Hello שלום 👩‍👩‍👧", "client_message_id", "order-1");
        Answer first = api.post("/api/accounts/support/messages/send", text);
        assertThat(first.status()).as(first.toString()).isEqualTo(200);
        assertThat(first.data().path("client_message_id").asString()).isEqualTo("order-1");
        assertThat(first.data().path("status").asString()).isEqualTo("sent");
        String id = first.data().path("provider_message_id").asString();

        Answer second = api.post("/api/accounts/support/messages/send", text);
        assertThat(second.data().path("provider_message_id").asString()).isEqualTo(id);
        assertThat(phone.received(ANN)).hasSize(1);
        assertThat(phone.received(ANN).getFirst().path("body").asString()).isEqualTo("Hello שלום 👩‍👩‍👧");

        assertThat(api.post(
                                "/api/accounts/support/messages/send",
                                Map.of("to", ANN, "message", "Another", "client_message_id", "order-1"))
                        .code())
                .isEqualTo("IDEMPOTENCY_CONFLICT");
        within(60)
                .untilAsserted(
                        () -> assertThat(message("support", id).path("status").asString())
                                .isIn("delivered", "read"));
    }

    @Test
    @Order(4)
    void filesAreSentByUrlAndByBase64AndBadOnesAreRefusedByType() throws Exception {
        byte[] png = png();
        byte[] pdf = pdf(50_000);
        byte[] large = pdf(10_000_000 + 700_000);
        HttpServer files = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 10);
        Map<String, byte[]> served = Map.of(
                "/a.png", png, "/a.pdf", pdf, "/large.pdf", large, "/evil.svg", "<svg onload='alert(1)'/>".getBytes());
        files.createContext("/", exchange -> {
            try (exchange) {
                byte[] file = served.get(exchange.getRequestURI().getPath());
                exchange.sendResponseHeaders(file == null ? 404 : 200, file == null ? -1 : file.length);
                if (file != null) {
                    exchange.getResponseBody().write(file);
                }
            }
        });
        files.start();
        String base = "http://127.0.0.1:" + files.getAddress().getPort();
        try {
            sendFile(Map.of("media_url", base + "/a.png", "caption", "By URL"), png, "image", "By URL");
            sendFile(
                    Map.of("media_base64", Base64.getEncoder().encodeToString(png), "caption", "By value"),
                    png,
                    "image",
                    "By value");
            sendFile(
                    Map.of("media_url", base + "/a.pdf", "filename", "offer.pdf", "caption", "Our offer"),
                    pdf,
                    "document",
                    "Our offer");
            byte[] nearLimit = pdf(9_900_000);
            sendFile(
                    Map.of("media_base64", Base64.getEncoder().encodeToString(nearLimit), "filename", "big.pdf"),
                    nearLimit,
                    "document",
                    null);

            assertRefused(Map.of("media_url", base + "/evil.svg"), 415, "MEDIA_TYPE");
            assertRefused(Map.of("media_url", base + "/large.pdf"), 413, "MEDIA_TOO_LARGE");
            assertRefused(Map.of("media_base64", Base64.getEncoder().encodeToString(large)), 413, "MEDIA_TOO_LARGE");
            assertRefused(Map.of("media_url", base + "/missing"), 422, "MEDIA_UNREACHABLE");
            assertRefused(Map.of("media_url", "http://169.254.169.254/latest"), 422, "MEDIA_URL_REJECTED");
            assertRefused(Map.of("media_url", "file:///etc/passwd"), 422, "MEDIA_URL_REJECTED");
            assertRefused(Map.of("media_base64", "not base64!"), 400, "INVALID_REQUEST");
        } finally {
            files.stop(0);
        }
    }

    @Test
    @Order(5)
    void whatThePhoneSendsReachesTheReceiverSignedAndInOrderAndTheLog() throws Exception {
        byte[] image = png();
        Random random = new Random(7);
        byte[] audio = bytes(random, "OggS", 3_000);
        byte[] video = bytes(random, "\0\0\0\u0018ftypmp42", 5_000);
        byte[] document = pdf(4_000);
        String account = OWN_NUMBER;
        List<String> ids = List.of(
                phone.text(account, ANN, "First 🎈"),
                phone.send(account, ANN, "image", file(image, "image/png", "A picture")),
                phone.send(account, ANN, "audio", file(audio, "audio/ogg", null)),
                phone.send(account, ANN, "video", file(video, "video/mp4", "A film")),
                phone.send(account, ANN, "document", named(document, "application/pdf", "offer.pdf")),
                phone.send(account, ANN, "chat", Map.of("body", "In the group", "group", GROUP)));

        within(60)
                .untilAsserted(() -> assertThat(receiver.accepted("message.received")
                                .map(delivery -> delivery.data().path("id").asString())
                                .filter(ids::contains))
                        .containsExactlyElementsOf(ids));
        assertThat(receiver.badSignatures()).isEmpty();
        assertThat(receiver.accepted("message.received")
                        .map(delivery -> delivery.data().path("type").asString()))
                .containsSubsequence("text", "image", "audio", "video", "document", "text");

        JsonNode inGroup = message("support", ids.get(5));
        assertThat(inGroup.path("is_group").asBoolean()).isTrue();
        assertThat(inGroup.path("chat_id").asString()).isEqualTo(GROUP);
        assertThat(inGroup.path("author").asString()).startsWith(ANN);

        List<byte[]> sent = List.of(image, audio, video, document);
        for (int i = 0; i < sent.size(); i++) {
            String id = ids.get(i + 1);
            within(60)
                    .untilAsserted(() -> assertThat(
                                    message("support", id).at("/media/status").asString())
                            .isEqualTo("ready"));
            String media = message("support", id).at("/media/id").asString();
            assertThat(api.get("/api/media/" + media).bytes()).isEqualTo(sent.get(i));
        }
        within(60)
                .untilAsserted(() ->
                        assertThat(receiver.accepted("media.ready").count()).isGreaterThanOrEqualTo(4));
        // A receiver has no API key.
        Http anybody = new Http(FLEET.gateway(), Map.of());
        assertThat(receiver.accepted("media.ready"))
                .extracting(ready ->
                        anybody.get(ready.data().at("/media/url").asString()).bytes())
                .containsAll(sent);
    }

    @Test
    @Order(6)
    void anOutageOfTheReceiverAndARestartOfTheRelayLoseNothing() {
        receiver.answer(503);
        List<String> ids = java.util.stream.IntStream.range(0, 5)
                .mapToObj(number -> phone.text(OWN_NUMBER, ANN, "During the outage " + number))
                .toList();
        within(60).until(() -> receiver.refused().size() >= ids.size());
        FLEET.kill("relay");
        receiver.answer(200);
        within(120)
                .untilAsserted(() -> assertThat(receiver.accepted("message.received")
                                .map(delivery -> delivery.data().path("id").asString()))
                        .containsAll(ids));

        // The later ones may have waited behind the open breaker of the endpoint, and not been refused at all.
        JsonNode oldest = api.get("/api/accounts/support/webhook-logs?event=message.received&limit=5")
                .data()
                .at("/deliveries/4");
        // The receiver has the delivery before the relay has written down how it went.
        within(60)
                .untilAsserted(() -> assertThat(api.get("/api/webhook-deliveries/"
                                        + oldest.path("id").asString())
                                .data()
                                .toString())
                        .contains("503")
                        .contains("200"));
    }

    @Test
    @Order(7)
    void aSnapshotIsAPictureOfThePageThatIsThere() throws Exception {
        Answer answer = api.get("/api/accounts/support/snapshot?wait=60", "image/png");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(answer.bytes()));
        assertThat(picture.getWidth()).isGreaterThan(600);
        Files.write(FLEET.home().resolve("snapshot.png"), answer.bytes());
    }

    @Test
    @Order(8)
    void aPlainKafkaProducerGetsTheSameEffect() {
        try (PlainKafka kafka = new PlainKafka(FLEET.kafka())) {
            kafka.publish("plain", """
                    {"id":"plain-create","type":"create","account_id":"plain","data":{"name":"Plain","network":"sandbox"}}""");
            assertThat(kafka.result("plain-create").path("type").asString()).isEqualTo("command.completed");
            within(60).until(() -> api.get("/api/accounts/plain/qr").status() == 200);
            scan("plain", "15550000002", "Plain");
            awaitStatus("plain", "READY");
            kafka.publish("plain", """
                    {"id":"plain-send","type":"send","account_id":"plain","data":{"to":"15559990000","message":"From Kafka"}}""");
            JsonNode sent = kafka.result("plain-send");
            assertThat(sent.path("type").asString()).as(sent.toString()).isEqualTo("command.completed");
            assertThat(phone.received("15559990000"))
                    .extracting(message -> message.path("body").asString())
                    .containsExactly("From Kafka");

            kafka.publish("plain", "this is not a command");
            kafka.publish("plain", """
                    {"id":"plain-send-2","type":"send","account_id":"plain","data":{"to":"15559990000","message":"After the poison"}}""");
            assertThat(kafka.result("plain-send-2").path("type").asString()).isEqualTo("command.completed");
            assertThat(kafka.deadLetter()).isEqualTo("this is not a command");
        }
    }

    @Test
    @Order(9)
    void theAccountLimitHolds() {
        assertThat(api.post("/api/accounts", Map.of("id", "third", "network", "sandbox"))
                        .status())
                .isEqualTo(201);
        Answer fourth = api.post("/api/accounts", Map.of("id", "fourth", "network", "sandbox"));
        assertThat(fourth.status()).isEqualTo(429);
        assertThat(fourth.code()).isEqualTo("ACCOUNT_LIMIT");
        assertThat(api.delete("/api/accounts/third").status()).isEqualTo(200);
    }

    @Test
    @Order(10)
    void anUnreachableWhatsAppIsSaidAndHurtsNobody() {
        assertThat(api.post("/api/accounts", Map.of("id", "real", "network", "whatsapp"))
                        .status())
                .isEqualTo(201);
        within(180).untilAsserted(() -> {
            JsonNode real = status("real");
            assertThat(real.at("/reason/code").asString()).isEqualTo("SITE_UNREACHABLE");
            assertThat(real.path("status").asString()).isEqualTo("DISCONNECTED");
            assertThat(real.path("next_attempt_at").asString()).isNotBlank();
        });
        assertThat(send("support", "Still fine").status()).isEqualTo(200);
        assertThat(api.delete("/api/accounts/real").status()).isEqualTo(200);
    }

    @Test
    @Order(11)
    void aPowerCutCostsNoLoginAndNoMessage() {
        // A login younger than this may not be on disk yet: Chromium writes localStorage and cookies late.
        String before = send("support", "Before the cut")
                .data()
                .path("provider_message_id")
                .asString();
        events.close();
        FLEET.killAll();
        FLEET.up();
        events = new EventStream(FLEET.gateway(), FLEET.apiKey());
        awaitStatus("support", "READY");
        assertThat(events.events("account.qr")
                        .filter(event -> event.path("account_id").asString().equals("support")))
                .isEmpty();
        within(60)
                .untilAsserted(() -> assertThat(
                                message("support", before).path("message").asString())
                        .isEqualTo("Before the cut"));
        assertThat(api.get("/api/accounts/support/webhook-logs").data().toString())
                .contains("message.received");
        assertThat(send("support", "After the cut").status()).isEqualTo(200);
        String inbound = phone.text(OWN_NUMBER, ANN, "And back");
        within(60)
                .untilAsserted(() -> assertThat(receiver.accepted("message.received")
                                .map(delivery -> delivery.data().path("id").asString()))
                        .contains(inbound));
    }

    @Test
    @Order(12)
    void theLifeOfAnAccountDoesWhatItSays() {
        assertThat(api.post("/api/accounts/support/disconnect").status()).isEqualTo(200);
        awaitStatus("support", "STOPPED");
        assertThat(send("support", "Nobody there").code()).isEqualTo("WHATSAPP_NOT_READY");
        assertThat(api.get("/api/accounts/support/snapshot").code()).isEqualTo("WHATSAPP_NOT_READY");

        assertThat(api.post("/api/accounts/support/connect").status()).isEqualTo(200);
        awaitStatus("support", "READY");
        assertThat(api.post("/api/accounts/support/restart").status()).isEqualTo(200);
        awaitStatus("support", "READY");

        assertThat(api.post("/api/accounts/support/logout").status()).isEqualTo(200);
        awaitStatus("support", "LOGGED_OUT");
        assertThat(api.post("/api/accounts/support/connect").status()).isEqualTo(200);
        awaitStatus("support", "QR");

        assertThat(FLEET.home().resolve("profiles")).isDirectoryContaining("glob:**support");
        assertThat(api.delete("/api/accounts/support").status()).isEqualTo(200);
        assertThat(api.get("/api/accounts/support/status").code()).isEqualTo("ACCOUNT_NOT_FOUND");
        assertThat(FLEET.home().resolve("profiles")).isDirectoryNotContaining("glob:**support");
    }

    private void sendFile(Map<String, Object> how, byte[] bytes, String type, String caption) throws Exception {
        String to = "1555" + (1_000_000 + new Random().nextInt(8_000_000));
        Map<String, Object> body = new java.util.HashMap<>(how);
        body.put("to", to);
        Answer answer = api.post("/api/accounts/support/messages/send?wait=60", body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        JsonNode received = phone.received(to).getFirst();
        assertThat(received.path("type").asString()).isEqualTo(type);
        assertThat(received.path("sha256").asString())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        if (caption != null) {
            assertThat(received.path("caption").asString()).isEqualTo(caption);
        }
    }

    private void assertRefused(Map<String, Object> how, int status, String code) {
        Map<String, Object> body = new java.util.HashMap<>(how);
        body.put("to", "15550009999");
        Answer answer = api.post("/api/accounts/support/messages/send", body);
        assertThat(answer.code()).as(answer.toString()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    private Answer send(String account, String text) {
        return api.post(
                "/api/accounts/" + account + "/messages/send",
                Map.of(
                        "to",
                        ANN,
                        "message",
                        text,
                        "client_message_id",
                        UUID.randomUUID().toString()));
    }

    private static JsonNode status(String account) {
        return api.get("/api/accounts/" + account + "/status").data();
    }

    /** The code that is read may have run out when it is scanned. */
    private static void scan(String account, String number, String name) {
        within(60)
                .ignoreExceptions()
                .untilAsserted(() -> phone.scan(
                        api.get("/api/accounts/" + account + "/qr")
                                .data()
                                .path("raw")
                                .asString(),
                        number,
                        name));
    }

    private static void awaitStatus(String account, String status) {
        within(60)
                .untilAsserted(() ->
                        assertThat(status(account).path("status").asString()).isEqualTo(status));
    }

    private static JsonNode message(String account, String id) {
        return api.get("/api/accounts/" + account + "/messages/" + id).data();
    }

    private static ConditionFactory within(int seconds) {
        return await().atMost(Duration.ofSeconds(seconds)).pollInterval(Duration.ofMillis(100));
    }

    private static Map<String, Object> file(byte[] bytes, String mimetype, String caption) {
        Map<String, Object> fields = new java.util.HashMap<>();
        fields.put("data", Base64.getEncoder().encodeToString(bytes));
        fields.put("mimetype", mimetype);
        if (caption != null) {
            fields.put("caption", caption);
        }
        return fields;
    }

    private static Map<String, Object> named(byte[] bytes, String mimetype, String filename) {
        Map<String, Object> fields = file(bytes, mimetype, null);
        fields.put("filename", filename);
        return fields;
    }

    private static byte[] png() throws Exception {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        Random random = new Random();
        for (int x = 0; x < 64; x++) {
            for (int y = 0; y < 48; y++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static byte[] pdf(int size) {
        return bytes(new Random(), "%PDF-1.4\n", size);
    }

    private static byte[] bytes(Random random, String head, int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        byte[] start = head.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        System.arraycopy(start, 0, bytes, 0, start.length);
        return bytes;
    }

    private static String decode(byte[] png) throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        // Without the hint, zxing does not find one in forty codes, however well they are painted.
        return new QRCodeReader()
                .decode(
                        new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(image))),
                        Map.of(DecodeHintType.PURE_BARCODE, true))
                .getText();
    }
}
