package io.wafleet.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.event.CommandCompleted;
import io.wafleet.common.event.CommandFailed;
import io.wafleet.common.event.EventData;
import io.wafleet.common.event.MessageReceived;
import io.wafleet.common.event.MessageSent;
import io.wafleet.common.message.ChatMessage;
import io.wafleet.common.message.ContactCard;
import io.wafleet.common.message.Location;
import io.wafleet.common.message.MessageType;
import io.wafleet.common.message.Poll;
import io.wafleet.common.problem.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What an account can send, and how it arrives on the other phone. */
class SendTypesIT {

    private static final String ACCOUNT = "types";
    private static final String NUMBER = "15557001001";
    private static final String ANN = "15557001002";
    private static final String BEN = "15557001003";
    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    private static final String WEBP = "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA";
    private static final String OGG = base64("OggS\0\2" + ".".repeat(22) + "OpusHead and a voice that says nothing");
    private static final String MP4 = base64("\0\0\0\30ftypisom\0\0\2\0isomiso2 a film that shows nothing");
    private static final String PDF = base64("%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n");

    @TempDir
    static Path home;

    private static OneWorker one;
    private static int commands;

    @BeforeAll
    static void start() {
        one = new OneWorker(home, Map.of());
        one.link(ACCOUNT, NUMBER);
    }

    @AfterAll
    static void stop() {
        one.close();
    }

    /** A message that was sent: as its event tells it, and as the other phone shows it. */
    private record Arrived(ChatMessage told, JsonNode shown) {}

    private static Arrived send(String fields) {
        return send(ANN, fields);
    }

    private static Arrived send(String to, String fields) {
        String id = "types-send-" + ++commands;
        EventData ended = one.wire.run(id, "send", ACCOUNT, "{\"to\":\"" + to + "\"," + fields + "}");
        assertThat(ended).isInstanceOf(CommandCompleted.class);
        String messageId =
                ((CommandCompleted) ended).result().path("provider_message_id").asString();
        ChatMessage told = one.wire
                .awaitTold(
                        ACCOUNT, MessageSent.class, sent -> sent.message().id().equals(messageId))
                .message();
        assertThat(told.commandId()).isEqualTo(id);
        JsonNode shown = shown(to.endsWith("@g.us") ? ANN : to, messageId);
        assertThat(shown.path("sends").asInt()).isEqualTo(1);
        return new Arrived(told, shown);
    }

    private static JsonNode shown(String phone, String messageId) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode message : one.phone.received(phone, NUMBER)) {
            if (message.path("id").asString("").equals(messageId)) {
                found.add(message);
            }
        }
        assertThat(found).as("message " + messageId + " on the phone").hasSize(1);
        return found.getFirst();
    }

    @Test
    void aLocationArrivesWithItsNameAndAddress() {
        Arrived arrived = send("""
                "location":{"latitude":52.520008,"longitude":-13.404954,"name":"Tower","address":"1 Long Street"}""");

        assertThat(arrived.told().type()).isEqualTo(MessageType.LOCATION);
        assertThat(arrived.told().location()).isEqualTo(new Location(52.520008, -13.404954, "Tower", "1 Long Street"));
        JsonNode location = arrived.shown().path("location");
        assertThat(location.path("latitude").asDouble()).isEqualTo(52.520008);
        assertThat(location.path("longitude").asDouble()).isEqualTo(-13.404954);
        assertThat(location.path("name").asString()).isEqualTo("Tower");
        assertThat(location.path("address").asString()).isEqualTo("1 Long Street");
    }

    @Test
    void aContactCardArrivesWithNameAndNumber() {
        Arrived arrived = send("\"contact\":{\"name\":\"Zoë; O'Neil, \\\"x\\\" 👩‍💻\",\"phone\":\"+4915112345678\"}");

        assertThat(arrived.told().type()).isEqualTo(MessageType.CONTACT);
        assertThat(arrived.told().contacts())
                .containsExactly(new ContactCard("Zoë; O'Neil, \"x\" 👩‍💻", "4915112345678"));
        assertThat(arrived.shown().path("contact").path("name").asString()).isEqualTo("Zoë; O'Neil, \"x\" 👩‍💻");
        assertThat(arrived.shown().path("contact").path("phone").asString()).isEqualTo("4915112345678");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPollArrivesWithItsOptions(boolean multiple) {
        Arrived arrived = send("""
                "poll":{"question":"Lunch?","options":["Soup","Salad","שלום"],"multiple":%s}""".formatted(multiple));

        Poll poll = new Poll("Lunch?", List.of("Soup", "Salad", "שלום"), multiple);
        assertThat(arrived.told().type()).isEqualTo(MessageType.POLL);
        assertThat(arrived.told().poll()).isEqualTo(poll);
        JsonNode shown = arrived.shown().path("poll");
        assertThat(shown.path("question").asString()).isEqualTo("Lunch?");
        assertThat(strings(shown.path("options"))).isEqualTo(poll.options());
        assertThat(shown.path("multiple").asBoolean()).isEqualTo(multiple);
    }

    @ParameterizedTest
    @CsvSource({"IMAGE, image, image/png", "VIDEO, video, video/mp4", "AUDIO, audio, audio/ogg"})
    void aFileArrivesByteForByteWithItsCaption(MessageType type, String shownAs, String mimetype) throws Exception {
        String bytes = Map.of("image", PNG, "video", MP4, "audio", OGG).get(shownAs);

        Arrived arrived =
                send("\"type\":\"" + shownAs + "\",\"media_base64\":\"" + bytes + "\",\"caption\":\"look\\n here 👀\"");

        assertThat(arrived.told().type()).isEqualTo(type);
        assertThat(arrived.shown().path("type").asString()).isEqualTo(shownAs);
        assertThat(arrived.shown().path("mimetype").asString()).isEqualTo(mimetype);
        assertThat(arrived.shown().path("sha256").asString()).isEqualTo(sha256(bytes));
        assertThat(arrived.shown().path("caption").asString()).isEqualTo("look\n here 👀");
    }

    @Test
    void aVoiceMessageSaysWhatIsInItsFile() throws Exception {
        Arrived arrived = send("\"type\":\"voice\",\"media_base64\":\"" + OGG + "\"");

        assertThat(arrived.told().type()).isEqualTo(MessageType.VOICE);
        assertThat(arrived.shown().path("type").asString()).isEqualTo("ptt");
        assertThat(arrived.shown().path("mimetype").asString()).isEqualTo("audio/ogg; codecs=opus");
        assertThat(arrived.shown().path("sha256").asString()).isEqualTo(sha256(OGG));
    }

    @Test
    void aStickerIsWebpAndArrivesAsItIs() throws Exception {
        Arrived arrived = send("\"type\":\"sticker\",\"media_base64\":\"" + WEBP + "\"");

        assertThat(arrived.told().type()).isEqualTo(MessageType.STICKER);
        assertThat(arrived.shown().path("type").asString()).isEqualTo("sticker");
        assertThat(arrived.shown().path("mimetype").asString()).isEqualTo("image/webp");
        assertThat(arrived.shown().path("sha256").asString()).isEqualTo(sha256(WEBP));
    }

    @Test
    void aStickerOfAnotherTypeIsRefused() {
        EventData ended = one.wire.run(
                "types-png-sticker",
                "send",
                ACCOUNT,
                "{\"to\":\"" + ANN + "\",\"type\":\"sticker\",\"media_base64\":\"" + PNG + "\"}");

        assertThat(ended)
                .isInstanceOfSatisfying(
                        CommandFailed.class,
                        failed -> assertThat(failed.error().code()).isEqualTo(ErrorCode.MEDIA_TYPE));
    }

    @Test
    void aMentionIsMarkedAndTheTextStaysAsItIs() {
        String group = group("120363000000700100@g.us");
        Arrived text =
                send(group, "\"message\":\"  @" + ANN + " and @" + BEN + "\\n hello \",\"mentions\":[\"" + ANN + "\"]");
        Arrived picture = send(
                group,
                "\"media_base64\":\"" + PNG + "\",\"caption\":\"for @" + BEN + "\",\"mentions\":[\"+" + BEN + "\"]");

        assertThat(text.told().mentions()).containsExactly(ANN);
        assertThat(text.shown().path("body").asString()).isEqualTo("  @" + ANN + " and @" + BEN + "\n hello ");
        assertThat(strings(text.shown().path("mentions"))).containsExactly(ANN);
        assertThat(picture.shown().path("caption").asString()).isEqualTo("for @" + BEN);
        assertThat(strings(picture.shown().path("mentions"))).containsExactly(BEN);
    }

    @Test
    void everyTypeCanAnswerAMessage() {
        String asked = one.does("send", NUMBER, ANN, Map.of("type", "chat", "body", "tell me"));
        one.wire.awaitTold(
                ACCOUNT,
                MessageReceived.class,
                received -> received.message().id().equals(asked));
        for (String fields : List.of(
                "\"message\":\"yes\"",
                "\"media_base64\":\"" + PNG + "\"",
                "\"type\":\"video\",\"media_base64\":\"" + MP4 + "\"",
                "\"type\":\"audio\",\"media_base64\":\"" + OGG + "\"",
                "\"type\":\"voice\",\"media_base64\":\"" + OGG + "\"",
                "\"type\":\"document\",\"media_base64\":\"" + PDF + "\"",
                "\"type\":\"sticker\",\"media_base64\":\"" + WEBP + "\"",
                "\"location\":{\"latitude\":1.5,\"longitude\":2.5}",
                "\"contact\":{\"name\":\"Cy\",\"phone\":\"15557001009\"}",
                "\"poll\":{\"question\":\"?\",\"options\":[\"a\",\"b\"]}")) {
            Arrived answer = send(fields + ",\"reply_to\":\"" + asked + "\"");

            assertThat(answer.told().replyTo()).as(fields).isEqualTo(asked);
            assertThat(answer.shown().path("quoted").asString()).as(fields).isEqualTo(asked);
        }
    }

    /** A group of the account, Ann and Ben; Ann's phone shows what is written there. */
    private static String group(String id) {
        one.phone.does("group", Map.of("account", NUMBER, "group", id, "subject", "Team", "add", List.of(ANN, BEN)));
        return id;
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(each -> each.asString("")).toList();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String sha256(String base64) throws Exception {
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(base64));
        return HexFormat.of().formatHex(hash);
    }
}
