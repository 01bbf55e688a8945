package io.wafleet.e2e;

import static io.wafleet.e2e.SharedFleet.Running.ACCOUNT;
import static io.wafleet.e2e.SharedFleet.Running.NUMBER;
import static io.wafleet.e2e.SharedFleet.eventually;
import static io.wafleet.e2e.SharedFleet.within;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.wafleet.e2e.SharedFleet.Running;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Each type of message, in each direction: the other end, the log and the webhook have the same, to the byte. */
@ExtendWith(SharedFleet.class)
class EveryTypeIT {

    private static final String GROUP = "120363000000000077@g.us";
    private static final AtomicInteger NEXT = new AtomicInteger(15_558_100);

    private final Running wafleet;
    private final String person = NEXT.incrementAndGet() + "0001";

    EveryTypeIT(Running wafleet) {
        this.wafleet = wafleet;
    }

    static Stream<String> texts() {
        return Stream.of(
                "Hello",
                "  two spaces before,\n a new line and a tab\t after  ",
                "‏שלום عليكم 123 ‎abc",
                "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
                "e\u0301 is not \u00e9",
                "*bold* _it_ <b>&amp;</b> @15551234567 https://example.com/?a=1&b=2",
                "€".repeat(65_000));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aTextArrivesAsItWasSent(String text) {
        String id = wafleet.send(person, Map.of("message", text));

        assertThat(wafleet.onPhone(person, id).path("body").asString()).isEqualTo(text);
        assertThat(wafleet.logged(id).path("message").asString()).isEqualTo(text);
        JsonNode webhook = wafleet.webhook("message.sent", "/id", id);
        assertThat(webhook.path("message").asString()).isEqualTo(text);
        assertThat(webhook.path("type").asString()).isEqualTo("text");
        assertThat(webhook.path("to").asString()).isEqualTo(person);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aTextIsReceivedAsItWasWritten(String text) {
        String id = wafleet.phone().text(NUMBER, person, text);

        JsonNode webhook = wafleet.webhook("message.received", "/id", id);
        assertThat(webhook.path("message").asString()).isEqualTo(text);
        assertThat(webhook.path("type").asString()).isEqualTo("text");
        assertThat(webhook.path("from").asString()).isEqualTo(person);
        assertThat(webhook.path("from_lid").asString()).isNotBlank();
        assertThat(wafleet.logged(id).path("message").asString()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image", "video", "audio", "voice", "document", "sticker"})
    void aFileArrivesByteForByteByValue(String type) {
        SampleFile file = SampleFile.of(type);
        Map<String, Object> body = new HashMap<>(Map.of("media_base64", file.base64(), "type", type));
        if (type.equals("document")) {
            body.put("filename", file.filename());
        }
        assertFileArrives(file, body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image", "video", "audio", "voice", "document", "sticker"})
    void aFileArrivesByteForByteByUrl(String type) throws IOException {
        SampleFile file = SampleFile.of(type);
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 10);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, file.bytes().length);
                exchange.getResponseBody().write(file.bytes());
            }
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/file";
            assertFileArrives(file, Map.of("media_url", url, "type", type));
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"image", "video", "audio", "voice", "document", "sticker"})
    void aFileArrivesByteForByteFromAForm(String type) {
        SampleFile file = SampleFile.of(type);
        Answer answer = wafleet.api()
                .postForm(
                        "/api/accounts/" + ACCOUNT + "/messages/send?wait=60",
                        Map.of("to", person, "type", type),
                        file.filename(),
                        file.mimetype(),
                        file.bytes());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertFileIsThere(file, answer.data().path("provider_message_id").asString(), null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image", "video", "audio", "voice", "document", "sticker"})
    void aFileIsReceivedByteForByte(String type) {
        SampleFile file = SampleFile.of(type);
        Map<String, Object> fields = file.fromPhone();
        if (file.hasCaption()) {
            fields.put("caption", "A caption שלום 👍");
        }
        String id = wafleet.phone().send(NUMBER, person, file.phoneType(), fields);

        JsonNode webhook = wafleet.webhook("message.received", "/id", id);
        assertThat(webhook.path("type").asString()).isEqualTo(type);
        JsonNode ready = wafleet.webhook("media.ready", "/message_id", id).path("media");
        assertThat(ready.path("sha256").asString()).isEqualTo(sha256(file.bytes()));
        assertThat(ready.path("size").asInt()).isEqualTo(file.bytes().length);
        assertThat(ready.path("status").asString()).isEqualTo("ready");

        String signed = ready.path("url").asString();
        assertThat(new Http(wafleet.fleet().gateway(), Map.of()).get(signed).bytes())
                .as("the signed address in the webhook, without a key")
                .isEqualTo(file.bytes());
        JsonNode logged = wafleet.logged(id);
        assertThat(logged.at("/media/status").asString()).isEqualTo("ready");
        assertThat(wafleet.api()
                        .get("/api/media/" + logged.at("/media/id").asString())
                        .bytes())
                .isEqualTo(file.bytes());
        if (file.hasCaption()) {
            assertThat(webhook.at("/media/caption").asString()).isEqualTo("A caption שלום 👍");
        }
        if (type.equals("document")) {
            assertThat(webhook.at("/media/filename").asString()).isEqualTo(file.filename());
        }
    }

    static Stream<Map<String, Object>> placesCardsAndPolls() {
        return Stream.of(
                Map.of(
                        "location",
                        Map.of("latitude", 52.520008, "longitude", 13.404954, "name", "Büro", "address", "Straße 1")),
                Map.of("contact", Map.of("name", "Ann; B,C \\ D שלום", "phone", "15551234567")),
                Map.of(
                        "poll",
                        Map.of("question", "Lunch? 🍕", "options", List.of("Yes", "לא", "Later"), "multiple", true)));
    }

    @ParameterizedTest
    @MethodSource("placesCardsAndPolls")
    void aPlaceACardOrAPollArrivesAsItWasSent(Map<String, Object> content) {
        String type = content.keySet().iterator().next();
        JsonNode given = Json.of(content).path(type);
        String id = wafleet.send(person, content);

        Json.assertContains(wafleet.onPhone(person, id).path(type), given);
        Json.assertContains(special(wafleet.logged(id), type), given);
        Json.assertContains(special(wafleet.webhook("message.sent", "/id", id), type), given);
    }

    @ParameterizedTest
    @MethodSource("placesCardsAndPolls")
    void aPlaceACardOrAPollIsReceivedAsItWasSent(Map<String, Object> content) {
        String type = content.keySet().iterator().next();
        JsonNode given = Json.of(content).path(type);
        String id = wafleet.phone().send(NUMBER, person, type, content);

        JsonNode webhook = wafleet.webhook("message.received", "/id", id);
        assertThat(webhook.path("type").asString()).isEqualTo(type);
        Json.assertContains(special(webhook, type), given);
        Json.assertContains(special(wafleet.logged(id), type), given);
    }

    @Test
    void anAnswerThatMentionsPeopleArrivesAsOneAndIsReceivedAsOne() {
        String theirs = wafleet.phone().text(NUMBER, person, "A question");
        wafleet.webhook("message.received", "/id", theirs);
        String ours = wafleet.send(
                person,
                Map.of("message", "@15551110001 knows", "reply_to", theirs, "mentions", List.of("15551110001")));

        JsonNode onPhone = wafleet.onPhone(person, ours);
        assertThat(onPhone.path("quoted").asString()).isEqualTo(theirs);
        assertThat(onPhone.path("mentions").toString()).contains("15551110001");
        JsonNode sent = wafleet.webhook("message.sent", "/id", ours);
        assertThat(sent.path("reply_to").asString()).isEqualTo(theirs);
        assertThat(sent.path("mentions").toString()).isEqualTo("[\"15551110001\"]");

        String answer = wafleet.phone()
                .send(
                        NUMBER,
                        person,
                        "chat",
                        Map.of("body", "Thanks @15551110002", "quoted", ours, "mentions", List.of("15551110002")));
        JsonNode received = wafleet.webhook("message.received", "/id", answer);
        assertThat(received.path("reply_to").asString()).isEqualTo(ours);
        assertThat(received.path("mentions").toString()).isEqualTo("[\"15551110002\"]");
    }

    @Test
    void aGroupIsWrittenToAndHeard() {
        String theirs = wafleet.phone().send(NUMBER, person, "chat", Map.of("body", "In the group", "group", GROUP));
        JsonNode received = wafleet.webhook("message.received", "/id", theirs);
        assertThat(received.path("chat_id").asString()).isEqualTo(GROUP);
        assertThat(received.path("is_group").asBoolean()).isTrue();
        assertThat(received.path("author").asString()).isEqualTo(person);

        String ours = wafleet.send(GROUP, Map.of("message", "From the shop"));
        assertThat(wafleet.webhook("message.sent", "/id", ours).path("chat_id").asString())
                .isEqualTo(GROUP);
        assertThat(wafleet.onPhone(person, ours).path("body").asString()).isEqualTo("From the shop");
    }

    @Test
    void twoAccountsWriteToEachOther() {
        wafleet.create("second");
        wafleet.scan("second", "15557770002");
        String id = wafleet.send("15557770002", Map.of("message", "From one shop to the other"));

        JsonNode received = eventually(() -> {
            JsonNode logged =
                    wafleet.api().get("/api/accounts/second/messages/" + id).data();
            assertThat(logged.path("message").asString()).isEqualTo("From one shop to the other");
            return logged;
        });
        assertThat(received.path("from").asString()).isEqualTo(NUMBER);
        assertThat(received.path("direction").asString()).isEqualTo("inbound");
    }

    @Test
    void aSentMessageIsDeliveredReadAndPlayed() {
        SampleFile file = SampleFile.of("voice");
        String id = wafleet.send(person, Map.of("media_base64", file.base64(), "type", "voice"));
        within(60)
                .untilAsserted(() ->
                        assertThat(wafleet.logged(id).path("status").asString()).isEqualTo("delivered"));
        wafleet.phone().act("read", Map.of("account", NUMBER, "chat", person));
        within(60)
                .untilAsserted(() ->
                        assertThat(wafleet.logged(id).path("status").asString()).isEqualTo("read"));
        wafleet.phone().act("played", Map.of("account", NUMBER, "chat", person, "id", id));
        within(60)
                .untilAsserted(() ->
                        assertThat(wafleet.logged(id).path("status").asString()).isEqualTo("played"));
        within(60)
                .untilAsserted(() -> assertThat(wafleet.receiver()
                                .accepted("message.ack")
                                .filter(delivery ->
                                        delivery.data().path("id").asString().equals(id))
                                .map(delivery -> delivery.data().path("ack").asString()))
                        .containsSubsequence("delivered", "read", "played"));
    }

    private void assertFileArrives(SampleFile file, Map<String, Object> how) {
        Map<String, Object> body = new HashMap<>(how);
        String caption = file.hasCaption() ? "A caption שלום 👍" : null;
        if (caption != null) {
            body.put("caption", caption);
        }
        assertFileIsThere(file, wafleet.send(person, body), caption);
    }

    private void assertFileIsThere(SampleFile file, String id, String caption) {
        JsonNode onPhone = wafleet.onPhone(person, id);
        assertThat(onPhone.path("type").asString()).isEqualTo(file.phoneType());
        assertThat(wafleet.phone().media(id)).isEqualTo(file.bytes());
        JsonNode logged = wafleet.logged(id);
        assertThat(logged.path("type").asString()).isEqualTo(file.type());
        assertThat(logged.at("/media/sha256").asString()).isEqualTo(sha256(file.bytes()));
        JsonNode webhook = wafleet.webhook("message.sent", "/id", id);
        assertThat(webhook.path("type").asString()).isEqualTo(file.type());
        assertThat(webhook.at("/media/sha256").asString()).isEqualTo(sha256(file.bytes()));
        if (caption != null) {
            assertThat(onPhone.path("caption").asString()).isEqualTo(caption);
            assertThat(webhook.at("/media/caption").asString()).isEqualTo(caption);
        }
    }

    /** Of a message there can be several cards. */
    private static JsonNode special(JsonNode message, String type) {
        return type.equals("contact") ? message.at("/contacts/0") : message.path(type);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
