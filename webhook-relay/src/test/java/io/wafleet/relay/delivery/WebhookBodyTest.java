package io.wafleet.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.event.Event;
import io.wafleet.common.event.MessageAcknowledged;
import io.wafleet.common.event.MessageReceived;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.media.SignedLinks;
import io.wafleet.common.message.Ack;
import io.wafleet.common.message.ChatMessage;
import io.wafleet.common.message.Media;
import io.wafleet.common.message.MessageType;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookBodyTest {

    private static final RelaySettings SETTINGS =
            new RelaySettings(URI.create("https://wa.example"), 1, 1, Duration.ofSeconds(1), Duration.ofDays(1));
    private static final String KEY = "a-key-of-thirty-two-letters-or-more";
    private static final WebhookBody BODIES = new WebhookBody(SETTINGS, new LinkSettings(List.of(), Duration.ZERO));
    private static final AccountId SUPPORT = new AccountId("support");
    private static final Instant TEN = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void aMessageLooksAsTheDocumentationShowsIt() {
        assertThat(ContractJson.mapper().readTree(BODIES.of(picture())))
                .isEqualTo(ContractJson.mapper().readTree("""
                {"id":"evt_E1","event":"message.received","account_id":"support","timestamp":"2026-11-20T10:00:00Z",
                 "attempt":1,"backfilled":true,"metadata":{"case":7},
                 "data":{"id":"3EB0","chat_id":"15551234567@c.us","from":"15551234567","from_lid":null,"author":null,
                  "to":"15557654321","is_group":false,"type":"image","message":null,"timestamp":1700000000,
                  "reply_to":null,"mentions":[],"push_name":"Ann","client_message_id":null,"command_id":null,
                  "forwarded":false,"location":null,"contacts":[],"poll":null,
                  "media":{"id":"med_1","status":"ready","url":"https://wa.example/api/media/med_1",
                   "mimetype":"image/jpeg","filename":null,"size":12345,"sha256":"ab","caption":"Look"}}}
                """));
    }

    @Test
    void eachAttemptBearsItsNumberAndIsOtherwiseTheSame() {
        String stored = BODIES.of(picture());

        assertThat(BODIES.forAttempt(stored, 1, TEN)).isEqualTo(stored);
        assertThat(BODIES.forAttempt(stored, 3, TEN)).isEqualTo(stored.replace("\"attempt\":1", "\"attempt\":3"));
    }

    @Test
    void eachAttemptBringsAnAddressOfTheFileThatIsGoodFromThenOn() {
        WebhookBody signing = new WebhookBody(SETTINGS, new LinkSettings(List.of(KEY), Duration.ofHours(1)));
        String stored = signing.of(picture());
        assertThat(urlIn(stored)).isEqualTo("https://wa.example/api/media/med_1");

        String first = urlIn(signing.forAttempt(stored, 1, TEN));
        String second = urlIn(signing.forAttempt(stored, 2, TEN.plusSeconds(60)));

        SignedLinks links = new SignedLinks(List.of(KEY));
        String start = "https://wa.example/api/media/med_1?";
        assertThat(first)
                .isEqualTo(start + links.query("med_1", TEN.plusSeconds(3600)).orElseThrow());
        assertThat(second)
                .isEqualTo(start + links.query("med_1", TEN.plusSeconds(3660)).orElseThrow());
    }

    private static String urlIn(String body) {
        return ContractJson.mapper().readTree(body).at("/data/media/url").asString();
    }

    @Test
    void theFlatFormOfAPictureHasItsCaptionForText() {
        assertThat(ContractJson.mapper().readTree(BODIES.flat(picture())))
                .isEqualTo(ContractJson.mapper().readTree("""
                {"from":"15551234567","to":"15557654321","message":"Look","timestamp":"1700000000","type":"image",
                 "provider_message_id":"3EB0","connection_id":"support"}
                """));
        assertThat(BODIES.forAttempt(BODIES.flat(picture()), 2, TEN)).isEqualTo(BODIES.flat(picture()));
    }

    @Test
    void theFlatFormOfADocumentIsItsFileName() {
        Media media = new Media("med_1", Media.Status.READY, "application/pdf", "invoice.pdf", 1L, "ab", "Look");

        assertThat(flat(message(MessageType.DOCUMENT, media))).isEqualTo("invoice.pdf");
        assertThat(flat(message(MessageType.IMAGE, media))).isEqualTo("Look");
    }

    private static String flat(Event event) {
        return ContractJson.mapper()
                .readTree(BODIES.flat(event))
                .path("message")
                .asString();
    }

    @Test
    void onlyMessagesHaveAFlatForm() {
        Event ack = new Event("E2", SUPPORT, TEN, "w", 1, 1, false, new MessageAcknowledged("3EB0", "c", Ack.READ));

        assertThat(BODIES.flat(ack)).isNull();
        assertThat(ContractJson.mapper()
                        .readTree(BODIES.of(ack))
                        .path("data")
                        .path("ack")
                        .asString())
                .isEqualTo("read");
    }

    private static Event picture() {
        return message(
                MessageType.IMAGE, new Media("med_1", Media.Status.READY, "image/jpeg", null, 12_345L, "ab", "Look"));
    }

    private static Event message(MessageType type, Media media) {
        ChatMessage message = new ChatMessage(
                "3EB0",
                "15551234567@c.us",
                "15551234567",
                null,
                null,
                "15557654321",
                false,
                type,
                null,
                1_700_000_000L,
                null,
                List.of(),
                "Ann",
                media,
                null,
                null,
                Map.of("case", 7),
                false,
                null,
                List.of(),
                null);
        return new Event("E1", SUPPORT, TEN, "worker-1", 1, 1, true, new MessageReceived(message));
    }
}
