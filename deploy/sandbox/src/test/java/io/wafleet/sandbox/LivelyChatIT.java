package io.wafleet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What happens around messages: typing, being online, reading, playing, calls, and groups that change. */
class LivelyChatIT extends ChatWithAnn {

    private static final String GROUP = "120363000000000077@g.us";

    @Test
    void aPhoneSeesThatTheAccountTypesRecordsAndPauses() {
        WaPage page = linked();
        page.run("chat => WPP.chat.find(chat)", ANN + "@c.us");

        page.run("chat => WPP.chat.markIsComposing(chat)", ANN + "@c.us");
        await().untilAsserted(
                        () -> assertThat(presence().path("state").asString("")).isEqualTo("typing"));
        page.run("chat => WPP.chat.markIsRecording(chat)", ANN + "@c.us");
        await().untilAsserted(
                        () -> assertThat(presence().path("state").asString("")).isEqualTo("recording"));
        page.run("chat => WPP.chat.markIsPaused(chat)", ANN + "@c.us");
        await().untilAsserted(
                        () -> assertThat(presence().path("state").asString("")).isEqualTo("paused"));
        page.run("WPP.conn.markAvailable(true)");
        await().untilAsserted(() ->
                assertThat(presence().path("available").asBoolean(false)).isTrue());
    }

    @Test
    void thePageSeesThatAPhoneIsOnlineTypesAndRecords() {
        WaPage page = linked();
        page.run("chat => WPP.chat.find(chat).then(({ presence }) => presence.subscribe())", ANN + "@c.us");
        // A subscription is not answered; the answer to what is asked next comes after it was heard.
        page.run("chat => WPP.contact.queryExists(chat)", ANN + "@c.us");

        phone("presence", "state", "available");
        phone("typing", "state", "typing");
        phone("typing", "state", "recording");
        phone("typing", "state", "paused");
        phone("presence", "state", "unavailable");

        page.waitFor("seen.some(({ event, state }) => event === 'presence' && state === 'unavailable')");
        assertThat(page.run("seen.filter(({ event }) => event === 'presence').map(({ state }) => state)"))
                .isEqualTo(List.of("available", "typing", "recording_audio", "available", "unavailable"));
    }

    @Test
    void thePageSeesWhoTypesInAGroup() {
        WaPage page = linked();
        String group = "120363000000000066@g.us";
        phone("group", "group", group, "subject", "Team");
        phone("send", "group", group, "body", "first");
        page.waitFor("seen.some(({ body }) => body === 'first')");

        phone("typing", "group", group, "state", "typing");

        page.waitFor(
                "group => seen.some(({ event, id, state }) => event === 'presence' && id === group"
                        + " && state === 'typing')",
                group);
        assertThat(page.run(
                        "group => WPP.chat.get(group).presence.chatstates.map(({ id, type }) => id + ' ' + type)",
                        group))
                .isEqualTo(List.of(ANN + "@c.us typing"));
    }

    @Test
    void aPageThatHasNotSubscribedIsNotToldWhoIsOnline() {
        WaPage page = linked();
        page.run("chat => WPP.chat.find(chat)", ANN + "@c.us");

        phone("presence", "state", "available");
        phone("typing", "state", "typing");

        page.waitFor("seen.some(({ event, state }) => event === 'presence' && state === 'typing')");
        assertThat(page.run("seen.filter(({ event }) => event === 'presence').map(({ state }) => state)"))
                .isEqualTo(List.of("typing"));
    }

    @Test
    void twoAccountsSeeEachOtherType() {
        String other = otherNumber();
        WaPage page = linked();
        WaPage otherPage = linked(other, "Sales");
        otherPage.run("chat => WPP.chat.find(chat)", account + "@c.us");

        page.run(
                "async (chat) => { await WPP.chat.find(chat); await WPP.chat.markIsComposing(chat); }",
                other + "@c.us");

        otherPage.waitFor(
                "chat => seen.some(({ event, id, state }) => event === 'presence' && id === chat"
                        + " && state === 'typing')",
                account + "@c.us");
    }

    @Test
    void aPhoneSeesWhetherItsMessagesWereSeenAndPlayed() {
        WaPage page = linked();
        JsonNode voice = phone("send", "type", "ptt", "data", "AAAA");
        page.waitFor(
                "key => seen.some(({ id }) => id === key)", voice.get("key").asString());
        await().untilAsserted(() -> assertThat(ackOf(voice)).isEqualTo(2));
        assertThat(presence().get("unseen").asInt()).isEqualTo(1);

        page.run("chat => WPP.chat.markIsRead(chat)", ANN + "@c.us");
        await().untilAsserted(() -> assertThat(ackOf(voice)).isEqualTo(3));
        assertThat(presence().get("seen").asBoolean()).isTrue();

        page.run("key => WPP.chat.markPlayed(key)", voice.get("key").asString());
        await().untilAsserted(() -> assertThat(ackOf(voice)).isEqualTo(4));
    }

    @Test
    void whatIsUnreadIsStillUnreadAfterAReload() {
        WaPage page = linked();
        phone("send", "body", "one");
        phone("send", "body", "two");
        page.waitFor("seen.some(({ body }) => body === 'two')");

        page.open();

        assertThat(page.ready()
                        .run("chat => WPP.chat.find(chat).then(({ unreadCount }) => unreadCount)", ANN + "@c.us"))
                .isEqualTo(2);
    }

    @Test
    void aVoiceMessageIsSentDeliveredReadAndPlayed() {
        WaPage page = linked();
        String id = (String) page.run(
                "to => WPP.chat.sendFileMessage(to, 'data:audio/ogg;base64,AAAA',"
                        + " { type: 'audio', isPtt: true, waveform: false, waitForAck: true }).then(({ id }) => id.split('_')[2])",
                ANN + "@c.us");

        page.waitFor("id => seen.some((one) => one.id === id && one.ack === 2)", id);
        phone("read", "chat", ANN);
        phone("played", "chat", ANN, "id", id);

        page.waitFor("id => seen.some((one) => one.id === id && one.ack === 4)", id);
        assertThat(newest().get("type").asString()).isEqualTo("ptt");
        assertThat(newest().get("ack").asInt()).isEqualTo(4);
    }

    @Test
    void aMessageToAGroupIsReadWhenItsLastMemberHasReadIt() {
        WaPage page = linked();
        String other = otherNumber();
        WaPage otherPage = linked(other, "Sales");
        phone("group", "group", GROUP, "subject", "Team", "add", List.of(other));
        page.waitFor("seen.filter(({ event }) => event === 'group').length === 2");
        String id = (String) page.run(
                "to => WPP.chat.sendTextMessage(to, 'all', { linkPreview: false, waitForAck: true })"
                        + ".then(({ id }) => id)",
                GROUP);
        page.waitFor("seen.filter(({ ack }) => ack === 2).length === 2");

        phone("read", "chat", GROUP);
        page.waitFor("who => seen.some(({ ack, sender }) => ack === 3 && sender === who)", ANN + "@c.us");
        assertThat(page.run("id => WPP.chat.getMessageById(id).then(({ ack }) => ack)", id))
                .isEqualTo(2);

        otherPage.waitFor("seen.some(({ body }) => body === 'all')");
        otherPage.run("chat => WPP.chat.markIsRead(chat)", GROUP);
        page.waitFor("who => seen.some(({ ack, sender }) => ack === 3 && sender === who)", other + "@c.us");
        page.waitFor("id => WPP.chat.getMessageById(id).then(({ ack }) => ack === 3)", id);
    }

    @Test
    void aMissedCallIsTold() {
        WaPage page = linked();

        String id = phone("call", "video", true).get("id").asString();

        page.waitFor("seen.some(({ event }) => event === 'call')");
        assertThat(page.run("seen.filter(({ event }) => event === 'call')"))
                .isEqualTo(List.of(
                        Map.of("event", "call", "id", id, "from", ANN + "@c.us", "video", true, "group", false)));
    }

    @Test
    void aGroupThatChangesIsToldAndKept() {
        WaPage page = linked();
        String group = "120363000000000088@g.us";
        phone("group", "group", group, "subject", "Team", "add", List.of(BEN));
        phone("group", "group", group, "subject", "Team of the week", "promote", List.of(account));
        phone("group", "group", group, "remove", List.of(BEN));

        page.waitFor("seen.filter(({ event }) => event === 'group').length === 4");
        assertThat(page.run(
                        "seen.filter(({ event }) => event === 'group').map(({ action, who }) => action + ' ' + who)"))
                .isEqualTo(List.of(
                        "add " + account + "@c.us",
                        "add " + BEN + "@c.us",
                        "promote " + account + "@c.us",
                        "remove " + BEN + "@c.us"));
        assertThat(phones.get("/phone/" + account + "/conversations/" + group).findValuesAsString("kind"))
                .containsExactly("add", "add", "subject", "promote", "remove");
        for (int visits = 0; visits < 2; visits++) {
            assertThat(page.run(
                            "group => WPP.group.getParticipants(group).then((members) =>"
                                    + " members.map(({ id, isAdmin }) => id + ' ' + isAdmin))",
                            group))
                    .isEqualTo(List.of(ANN + "@c.us true", account + "@c.us true"));
            assertThat(page.run("group => WPP.chat.get(group).formattedTitle", group))
                    .isEqualTo("Team of the week");
            page.open();
            page.ready();
        }
    }

    @Test
    void anAdminMayRevokeWhatOthersWroteInAGroup() {
        WaPage page = linked();
        String group = "120363000000000099@g.us";
        phone("group", "group", group, "subject", "Team", "promote", List.of(account));
        JsonNode message = phone("send", "group", group, "body", "spam");
        page.waitFor(
                "key => seen.some(({ id }) => id === key)", message.get("key").asString());

        assertThat(page.run(
                        "([chat, key]) => WPP.chat.deleteMessage(chat, key, true, true).then(({ isRevoked }) => isRevoked)",
                        List.of(group, message.get("key").asString())))
                .isEqualTo(true);

        JsonNode seen = phones.get("/phone/" + account + "/conversations/" + group);
        assertThat(seen.get(seen.size() - 1).get("revoked").asBoolean()).isTrue();
    }

    @Test
    void underLidsAndHiddenKeysEverythingIsToldByLid() {
        try (var own = new SandboxProcess(
                directory.resolve("lively-lid"),
                "wafleet.sandbox.lid-mode=true",
                "wafleet.sandbox.minified-keys=true")) {
            var itsPhones = new Phones(own.uri());
            WaPage page = page(own).pairedWith(itsPhones, account, "Support");
            String id = (String) page.run(
                    "to => WPP.chat.find(to).then((chat) => WPP.chat.sendTextMessage(chat.id, 'hello',"
                            + " { linkPreview: false, waitForAck: true })).then(({ id }) => id)",
                    ANN + "@c.us");
            String lid = id.split("_")[1];
            var fromAnn = Map.of("account", account, "from", ANN, "id", id, "emoji", "👍", "state", "typing");

            itsPhones.post("/phone/react", fromAnn);
            itsPhones.post("/phone/typing", fromAnn);
            itsPhones.post("/phone/call", fromAnn);
            itsPhones.post(
                    "/phone/group", Map.of("account", account, "from", ANN, "group", GROUP, "add", List.of(BEN)));

            page.waitFor("seen.filter(({ event }) => event === 'group').length === 2");
            assertThat(lid).endsWith("@lid");
            assertThat(page.run("seen.find(({ event }) => event === 'reaction').sender"))
                    .isEqualTo(lid);
            assertThat(page.run("seen.find(({ event }) => event === 'presence').id"))
                    .isEqualTo(lid);
            assertThat(page.run("seen.find(({ event }) => event === 'call').from"))
                    .isEqualTo(lid);
            assertThat((String) page.run("seen.findLast(({ event }) => event === 'group').who"))
                    .endsWith("@lid");
        }
    }

    private JsonNode presence() {
        return phones.get("/phone/" + ANN + "/presence?account=" + account);
    }

    private int ackOf(JsonNode sent) {
        return inChat(sent.get("id").asString()).get("ack").asInt();
    }
}
