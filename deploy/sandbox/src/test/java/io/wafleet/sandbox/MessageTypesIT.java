package io.wafleet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Messages other than texts and files, from the page to phones and from phones to the page. */
class MessageTypesIT extends ChatWithAnn {

    @Test
    void aLocationGoesBothWays() {
        WaPage page = linked();

        page.run(
                "to => WPP.chat.sendLocationMessage(to, { lat: 52.5, lng: '13.4', name: 'Home', address: 'A street 1' })",
                ANN + "@c.us");

        JsonNode sent = newest();
        assertThat(sent.get("type").asString()).isEqualTo("location");
        assertThat(sent.get("location").toString())
                .isEqualTo("{\"latitude\":52.5,\"longitude\":13.4,\"name\":\"Home\",\"address\":\"A street 1\"}");

        phone("send", "type", "location", "location", Map.of("latitude", -33.9, "longitude", 18.4, "name", "Cape"));
        page.waitFor("seen.some(({ type }) => type === 'location')");
        assertThat(received(page, "location", "[message.lat, message.lng, message.loc]"))
                .isEqualTo(List.of(-33.9, 18.4, "Cape"));
    }

    @Test
    void aContactCardGoesBothWays() {
        WaPage page = linked();

        page.run(
                "([to, id]) => WPP.chat.sendVCardContactMessage(to, { id, name: 'Ben; the 2nd' })",
                List.of(ANN + "@c.us", BEN + "@c.us"));

        JsonNode card = newest().get("contact");
        assertThat(card.get("name").asString()).isEqualTo("Ben; the 2nd");
        assertThat(card.get("phone").asString()).isEqualTo(BEN);
        assertThat(card.get("vcard").asString()).contains("FN:Ben\\; the 2nd", "waid=" + BEN + ":+" + BEN);

        phone("send", "type", "contact", "contact", Map.of("name", "Zoë", "phone", BEN));
        page.waitFor("seen.some(({ type }) => type === 'vcard')");
        assertThat(received(page, "vcard", "[message.vcardFormattedName, message.body.includes('waid=" + BEN + ":')]"))
                .isEqualTo(List.of("Zoë", true));
    }

    @Test
    void aPollGoesBothWays() {
        WaPage page = linked();

        page.run(
                "to => WPP.chat.sendCreatePollMessage(to, 'Lunch?', ['Pizza', 'Salad'], { selectableCount: 1 })",
                ANN + "@c.us");

        JsonNode poll = newest().get("poll");
        assertThat(poll.toString())
                .isEqualTo(
                        "{\"question\":\"Lunch?\",\"options\":[\"Pizza\",\"Salad\"],\"multiple\":false,\"votes\":[]}");

        phone(
                "send",
                "type",
                "poll",
                "poll",
                Map.of("question", "When?", "options", List.of("Mon", "Tue"), "multiple", true));
        page.waitFor("seen.some(({ type }) => type === 'poll_creation')");
        assertThat(
                        received(
                                page,
                                "poll_creation",
                                "[message.pollName,"
                                        + " message.pollOptions.map(({ name }) => name).join(), message.pollSelectableOptionsCount]"))
                .isEqualTo(List.of("When?", "Mon,Tue", 0));
    }

    @Test
    void aStickerGoesOutAsASticker() {
        WaPage page = linked();

        page.run(
                "async (to) => { const canvas = new OffscreenCanvas(20, 20); canvas.getContext('2d').fillRect(2, 2, 9, 9);"
                        + " const picture = await canvas.convertToBlob({ type: 'image/webp' });"
                        + " await WPP.chat.sendFileMessage(to, picture, { type: 'sticker', waitForAck: true }); }",
                ANN + "@c.us");

        assertThat(newest().get("type").asString()).isEqualTo("sticker");
        assertThat(newest().get("mimetype").asString()).isEqualTo("image/webp");
    }

    @ParameterizedTest
    @CsvSource({"image,image/png,false", "video,video/mp4,false", "audio,audio/mpeg,false", "audio,audio/ogg,true"})
    void aFileOfEachTypeGoesOutByteForByte(String type, String mimetype, boolean voice) {
        WaPage page = linked();
        byte[] bytes = new byte[30_000];
        new Random(11).nextBytes(bytes);

        page.run(
                "([to, address, type, isPtt]) => WPP.chat.sendFileMessage(to, address,"
                        + " { type, isPtt, waveform: false, caption: 'look', waitForAck: true })",
                List.of(
                        ANN + "@c.us",
                        "data:" + mimetype + ";base64," + Base64.getEncoder().encodeToString(bytes),
                        type,
                        voice));

        JsonNode sent = newest();
        assertThat(sent.get("type").asString()).isEqualTo(voice ? "ptt" : type);
        assertThat(sent.get("mimetype").asString()).isEqualTo(mimetype);
        assertThat(phones.bytes("/phone/media/" + sent.get("id").asString())).isEqualTo(bytes);
    }

    @Test
    void mentionsGoBothWays() {
        WaPage page = linked();

        page.run(
                "([to, id]) => WPP.chat.sendTextMessage(to, 'ask @' + id, { mentionedList: [id + '@c.us'], linkPreview: false })",
                List.of(ANN + "@c.us", BEN));
        assertThat(newest().get("mentions").toString()).isEqualTo("[\"" + BEN + "\"]");

        phone("send", "body", "and you", "mentions", List.of(account));
        page.waitFor("seen.some(({ body }) => body === 'and you')");
        assertThat(received(page, "chat", "message.mentionedJidList.map(String)"))
                .isEqualTo(List.of(account + "@c.us"));
    }

    @Test
    void aForwardedMessageIsMarkedAndKeepsItsContent() {
        WaPage page = linked();
        String picture = phone("send", "type", "image", "data", "AAECAwQ=", "caption", "look")
                .get("key")
                .asString();
        String own = (String) page.run(
                "to => WPP.chat.sendTextMessage(to, 'mine', { linkPreview: false, waitForAck: true })"
                        + ".then(({ id }) => id)",
                BEN + "@c.us");
        page.waitFor("key => seen.some(({ id }) => id === key)", picture);

        page.run(
                "([to, key]) => WPP.chat.forwardMessages(to, [key], { displayCaptionText: true })",
                List.of(ANN + "@c.us", picture));

        JsonNode forwarded = newest();
        assertThat(forwarded.get("forwarded").asBoolean()).isTrue();
        assertThat(forwarded.get("caption").asString()).isEqualTo("look");
        assertThat(phones.bytes("/phone/media/" + forwarded.get("id").asString()))
                .isEqualTo(new byte[] {0, 1, 2, 3, 4});

        page.run("([to, key]) => WPP.chat.forwardMessages(to, [key])", List.of(ANN + "@c.us", own));
        assertThat(newest().get("body").asString()).isEqualTo("mine");
        assertThat(newest().get("forwarded").asBoolean())
                .as("what one wrote oneself is not marked")
                .isFalse();

        phone("send", "body", "passed on", "forwarded", true);
        page.waitFor("seen.some(({ body }) => body === 'passed on')");
        assertThat(received(page, "chat", "[message.isForwarded, message.forwardingScore]"))
                .isEqualTo(List.of(true, 1));
    }

    @Test
    void everyTypeReachesAnotherAccountOfTheSandbox() {
        String other = otherNumber();
        WaPage page = linked();
        WaPage otherPage = linked(other, "Sales");

        page.run("""
                async (to) => {
                  await WPP.chat.sendLocationMessage(to, { lat: 1, lng: 2 });
                  await WPP.chat.sendVCardContactMessage(to, { id: to, name: 'You' });
                  await WPP.chat.sendCreatePollMessage(to, 'Well?', ['yes', 'no']);
                  const first = await WPP.chat.sendTextMessage(to, 'first', { linkPreview: false, waitForAck: true });
                  await WPP.chat.sendTextMessage(to, 'second', { quotedMsg: first.id, linkPreview: false });
                }""", other + "@c.us");

        otherPage.waitFor("seen.some(({ body }) => body === 'second')");
        assertThat(otherPage.run("seen.filter(({ event }) => event === 'message').map(({ type }) => type)"))
                .isEqualTo(List.of("location", "vcard", "poll_creation", "chat", "chat"));
        assertThat(otherPage.run("seen.find(({ body }) => body === 'second').quoted.startsWith('false_')"))
                .as("the quoted message is known by the key it has here")
                .isEqualTo(true);
    }

    /** Of the newest inbound message of a type, what the expression says. */
    private static Object received(WaPage page, String type, String expression) {
        return page.run(
                "type => { const key = seen.findLast((one) => one.type === type && !one.fromMe).id;"
                        + " return WPP.chat.getMessageById(key).then((message) => " + expression + "); }",
                type);
    }
}
