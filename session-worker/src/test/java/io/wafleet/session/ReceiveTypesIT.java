package io.wafleet.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.event.MediaStored;
import io.wafleet.common.event.MessageReceived;
import io.wafleet.common.message.ChatMessage;
import io.wafleet.common.message.ContactCard;
import io.wafleet.common.message.Location;
import io.wafleet.common.message.MessageType;
import io.wafleet.common.message.Poll;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a phone sends comes out of Kafka as it was sent. */
class ReceiveTypesIT {

    private static final String ACCOUNT = "received-types";
    private static final String NUMBER = "15558881001";
    private static final String ANN = "15551230001";
    private static final String BEN = "15551230002";
    private static final String GROUP = "120363000000001001@g.us";

    @TempDir
    static Path home;

    private static OneWorker fleet;

    @BeforeAll
    static void start() {
        fleet = new OneWorker(home, Map.of());
        fleet.link(ACCOUNT, NUMBER);
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @Test
    void aTextIsTheSameToTheLastCharacter() {
        String text = "  \u202Bשלום\u202C e\u0301 👩‍👩‍👧‍👦 🏳️‍🌈 \"quoted\" \\ <b> *bold*\n\n\ttab  ";

        ChatMessage message = received(ANN, Map.of("type", "chat", "body", text));

        assertThat(message.message()).isEqualTo(text);
        assertThat(message.type()).isEqualTo(MessageType.TEXT);
        assertThat(message.chatId()).isEqualTo(ANN + "@c.us");
        assertThat(message.from()).isEqualTo(ANN);
        assertThat(message.fromLid()).isNotBlank().doesNotContain("@").isNotEqualTo(ANN);
        assertThat(message.to()).isEqualTo(NUMBER);
        assertThat(message.isGroup()).isFalse();
        assertThat(message.author()).isNull();
        assertThat(message.forwarded()).isFalse();
    }

    @Test
    void aTextOf65000CharactersIsReceivedWhole() {
        String text = "🦊ab".repeat(16_250);

        assertThat(received(ANN, Map.of("type", "chat", "body", text)).message())
                .isEqualTo(text);
    }

    @Test
    void aLocationHasItsPlaceNameAndAddress() {
        ChatMessage message = received(
                ANN,
                Map.of(
                        "type",
                        "location",
                        "location",
                        Map.of(
                                "latitude",
                                52.520008,
                                "longitude",
                                -13.404954,
                                "name",
                                "Tor",
                                "address",
                                "Platz 1\nB")));

        assertThat(message.type()).isEqualTo(MessageType.LOCATION);
        assertThat(message.location()).isEqualTo(new Location(52.520008, -13.404954, "Tor", "Platz 1\nB"));
        assertThat(message.message()).isNull();
    }

    @Test
    void aContactHasTheNameAndNumberOfItsCard() {
        ChatMessage message = received(
                ANN,
                Map.of("type", "contact", "contact", Map.of("name", "Zoë; \"Z\", O'Neill", "phone", "15551239999")));

        assertThat(message.type()).isEqualTo(MessageType.CONTACT);
        assertThat(message.contacts()).containsExactly(new ContactCard("Zoë; \"Z\", O'Neill", "15551239999"));
        assertThat(message.message()).isNull();
    }

    @Test
    void aPollHasItsQuestionAndItsOptions() {
        ChatMessage one = received(
                ANN, Map.of("type", "poll", "poll", Map.of("question", "When?", "options", List.of("Mon", "Tue 🕐"))));
        ChatMessage many = received(
                ANN,
                Map.of(
                        "type",
                        "poll",
                        "poll",
                        Map.of("question", "Who?", "options", List.of("A", "B"), "multiple", true)));

        assertThat(one.type()).isEqualTo(MessageType.POLL);
        assertThat(one.poll()).isEqualTo(new Poll("When?", List.of("Mon", "Tue 🕐"), false));
        assertThat(many.poll()).isEqualTo(new Poll("Who?", List.of("A", "B"), true));
    }

    @Test
    void anAnswerNamesTheMessageItAnswersAndAForwardedOneSaysSo() {
        String first =
                received(ANN, Map.of("type", "chat", "body", "The question")).id();

        ChatMessage answer = received(ANN, Map.of("type", "chat", "body", "The answer", "quoted", first));
        ChatMessage forwarded = received(ANN, Map.of("type", "chat", "body", "Pass it on", "forwarded", true));

        assertThat(answer.replyTo()).isEqualTo(first);
        assertThat(forwarded.forwarded()).isTrue();
        assertThat(forwarded.replyTo()).isNull();
    }

    @Test
    void aMessageInAGroupNamesItsAuthorAndWhomItMentions() {
        fleet.does("group", NUMBER, ANN, Map.of("group", GROUP, "subject", "Team", "add", List.of(BEN)));

        ChatMessage message = received(
                ANN,
                Map.of("group", GROUP, "type", "chat", "body", "@" + BEN + " come", "mentions", List.of(BEN, NUMBER)));

        assertThat(message.isGroup()).isTrue();
        assertThat(message.chatId()).isEqualTo(GROUP);
        assertThat(message.from()).isEqualTo(ANN);
        assertThat(message.author()).isEqualTo(ANN);
        assertThat(message.fromLid()).isNotBlank();
        assertThat(message.mentions()).containsExactlyInAnyOrder(BEN, NUMBER);
    }

    @ParameterizedTest
    @CsvSource({
        "image, image/png, IMAGE",
        "video, video/mp4, VIDEO",
        "audio, audio/mpeg, AUDIO",
        "ptt, audio/ogg, VOICE",
        "document, application/pdf, DOCUMENT",
        "sticker, image/webp, STICKER"
    })
    void aFileIsAnnouncedWithItsCaptionAndFollowsByteForByte(String kind, String mimetype, MessageType type) {
        byte[] bytes = ("\0\1\2" + kind).getBytes(StandardCharsets.ISO_8859_1);
        Map<String, Object> file = new HashMap<>(Map.of(
                "type", kind, "mimetype", mimetype, "data", Base64.getEncoder().encodeToString(bytes)));
        boolean captioned = type == MessageType.IMAGE || type == MessageType.VIDEO || type == MessageType.DOCUMENT;
        if (captioned) {
            file.put("caption", "Look 👀");
        }

        ChatMessage message = received(ANN, file);
        MediaStored stored = fleet.wire.awaitTold(
                ACCOUNT, MediaStored.class, media -> media.messageId().equals(message.id()));

        assertThat(message.type()).isEqualTo(type);
        assertThat(message.message()).isNull();
        assertThat(message.media().caption()).isEqualTo(captioned ? "Look 👀" : null);
        assertThat(stored.media().size()).isEqualTo(bytes.length);
        assertThat(fleet.worker
                        .part(org.springframework.jdbc.core.simple.JdbcClient.class)
                        .sql("select bytes from session.blob join session.media using (sha256) where id = ?")
                        .param(stored.media().id())
                        .query(byte[].class)
                        .single())
                .isEqualTo(bytes);
    }

    private static ChatMessage received(String from, Map<String, ?> message) {
        String id = fleet.does("send", NUMBER, from, message);
        return fleet.wire
                .awaitTold(
                        ACCOUNT,
                        MessageReceived.class,
                        told -> told.message().id().equals(id))
                .message();
    }
}
