package io.wafleet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.command.SendMessage;
import io.wafleet.common.message.ContactCard;
import io.wafleet.common.message.Location;
import io.wafleet.common.message.MessageType;
import io.wafleet.common.message.Poll;
import io.wafleet.gateway.testing.Client;
import io.wafleet.gateway.testing.Client.Reply;
import io.wafleet.gateway.testing.FleetStandIn;
import io.wafleet.gateway.testing.Form;
import io.wafleet.gateway.testing.RunningGateway;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of message as JSON and as a form: both become the same command. */
class SendKindsIT {

    private static final String LOCATION = "{\"latitude\":48.8584,\"longitude\":2.2945,\"name\":\"Eiffel Tower\"}";
    private static final String CONTACT = "{\"name\":\"Ann 👩‍💻\",\"phone\":\"15557654321\"}";
    private static final String POLL = "{\"question\":\"Lunch?\",\"options\":[\"Soup\",\"Salad\"],\"multiple\":true}";

    private final FleetStandIn fleet = RunningGateway.fleet();
    private final Client client = RunningGateway.shared().client();

    @BeforeEach
    void thereIsAnAccount() {
        fleet.views().account("kinds", "READY", null);
        fleet.views().account("kindless", "READY", null);
    }

    private SendMessage sentAsJson(String fields) {
        Reply reply = client.post("/api/accounts/kinds/messages/send", "{\"to\":\"15551234567\"," + fields + "}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return (SendMessage) fleet.commands("kinds").getLast().data();
    }

    private SendMessage sentAsForm(Form form) {
        Reply reply = post("kinds", form.field("to", "15551234567"));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return (SendMessage) fleet.commands("kinds").getLast().data();
    }

    private Reply post(String account, Form form) {
        return client.call(
                "POST", "/api/accounts/" + account + "/messages/send", form.bytes(), "Content-Type", Form.TYPE);
    }

    @Test
    void aPlaceIsSent() {
        SendMessage sent = sentAsJson("\"location\":" + LOCATION);
        assertThat(sent.location()).isEqualTo(new Location(48.8584, 2.2945, "Eiffel Tower", null));
        assertThat(sentAsForm(new Form().field("location", LOCATION))).isEqualTo(sent);
    }

    @Test
    void aContactCardIsSent() {
        SendMessage sent = sentAsJson("\"type\":\"contact\",\"contact\":" + CONTACT);
        assertThat(sent.contact()).isEqualTo(new ContactCard("Ann 👩‍💻", "15557654321"));
        assertThat(sentAsForm(new Form().field("type", "contact").field("contact", CONTACT)))
                .isEqualTo(sent);
    }

    @Test
    void aPollIsSent() {
        SendMessage sent = sentAsJson("\"poll\":" + POLL);
        assertThat(sent.poll()).isEqualTo(new Poll("Lunch?", List.of("Soup", "Salad"), true));
        assertThat(sentAsForm(new Form().field("poll", POLL))).isEqualTo(sent);
    }

    @Test
    void aTextQuotesAndMentions() {
        SendMessage sent = sentAsJson(
                "\"message\":\"@15557654321 @15550001111 look\",\"reply_to\":\"3EB0Q\",\"mentions\":[\"15557654321\",\"15550001111\"]");
        assertThat(sent.replyTo()).isEqualTo("3EB0Q");
        assertThat(sent.mentions()).containsExactly("15557654321", "15550001111");
        assertThat(sentAsForm(new Form()
                        .field("message", "@15557654321 @15550001111 look")
                        .field("reply_to", "3EB0Q")
                        .field("mentions", "15557654321, 15550001111")))
                .isEqualTo(sent);
        assertThat(sentAsForm(new Form()
                        .field("message", "@15557654321 @15550001111 look")
                        .field("reply_to", "3EB0Q")
                        .field("mentions", "15557654321")
                        .field("mentions", "15550001111")))
                .isEqualTo(sent);
    }

    @ParameterizedTest
    @EnumSource(names = {"IMAGE", "VIDEO", "AUDIO", "VOICE", "DOCUMENT", "STICKER"})
    void aFileIsShownAsItIsAskedTo(MessageType type) {
        String word = type.name().toLowerCase(Locale.ROOT);
        SendMessage byUrl =
                sentAsJson("\"media_url\":\"https://example.com/a\",\"caption\":\"c\",\"type\":\"" + word + "\"");
        assertThat(byUrl.type()).isEqualTo(type);
        assertThat(byUrl.mediaUrl()).isEqualTo("https://example.com/a");
        assertThat(sentAsForm(new Form()
                        .field("media_url", "https://example.com/a")
                        .field("caption", "c")
                        .field("type", word)))
                .isEqualTo(byUrl);

        SendMessage inJson = sentAsJson("\"media_base64\":\"AQID\",\"mimetype\":\"application/pdf\","
                + "\"filename\":\"a.bin\",\"type\":\"" + word + "\"");
        assertThat(inJson.type()).isEqualTo(type);
        assertThat(inJson.uploadId()).startsWith("upl_");
        assertThat(sentAsForm(new Form().field("type", word).file("file", "a.bin", new byte[] {1, 2, 3})))
                .isEqualTo(inJson);
    }

    @Test
    void aChoiceOfAFileThatIsLeftEmptyIsNoneButNoFileIsLost() {
        SendMessage sent = sentAsForm(new Form().field("message", "no file").file("file", "", new byte[0]));
        assertThat(sent).isEqualTo(SendMessage.text("15551234567", "no file", null));
        SendMessage nameless = sentAsForm(new Form().file("file", "", new byte[] {1}));
        assertThat(nameless.uploadId()).startsWith("upl_");
        assertThat(nameless.filename()).isNull();
        assertThat(post("kindless", new Form().field("to", "15551234567").file("file", "a.pdf", new byte[0]))
                        .code())
                .isEqualTo("INVALID_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"location\":{\"latitude\":48.8}",
                "\"location\":{\"latitude\":91,\"longitude\":0}",
                "\"location\":{\"latitude\":null,\"longitude\":0}",
                "\"contact\":{\"name\":\"Ann\"}",
                "\"contact\":{\"phone\":\"15557654321\"}",
                "\"poll\":{\"question\":\"?\",\"options\":[\"a\"]}",
                "\"poll\":{\"question\":\"?\",\"options\":[\"a\",\"a\"]}",
                "\"poll\":{\"question\":\"?\",\"options\":[\"a\",null]}",
                "\"poll\":{\"question\":\"?\",\"options\":[\"a\",\"b\"]},\"message\":\"and a text\"",
                "\"location\":{\"latitude\":1,\"longitude\":2},\"contact\":{\"name\":\"Ann\",\"phone\":\"15557654321\"}",
                "\"message\":\"a\",\"mentions\":[\"everybody\"]",
                "\"message\":\"a\",\"type\":\"poll\"",
                "\"message\":\"a\",\"type\":\"reaction\"",
                "\"type\":\"sticker\"",
                "\"media_url\":\"https://example.com/a\",\"media_base64\":\"AQID\""
            })
    void whatIsNotOneMessageIsRefused(String fields) {
        Reply reply = client.post("/api/accounts/kindless/messages/send", "{\"to\":\"15551234567\"," + fields + "}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.json().at("/errors/0/pointer").asString()).isNotEmpty();
        assertThat(fleet.commands("kindless")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "location|{\"latitude\":48.8}",
                "location|48.8,2.29",
                "contact|null",
                "contact|[]",
                "poll|{\"question\":\"?\"}",
                "mentions|everybody"
            })
    void aFieldOfAFormThatIsNotWhatItIsInJsonIsRefused(String field, String value) {
        Reply reply = post("kindless", new Form().field("to", "15551234567").field(field, value));
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.json().at("/errors/0/pointer").asString()).startsWith("/" + field);
        assertThat(fleet.commands("kindless")).isEmpty();
    }
}
