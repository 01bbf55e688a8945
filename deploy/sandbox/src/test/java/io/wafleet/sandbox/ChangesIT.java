package io.wafleet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What changes a message that is there already: reactions, edits, revocations, votes; by the page and by phones. */
class ChangesIT extends ChatWithAnn {

    private static final String REACTIONS = "seen.filter(({ event }) => event === 'reaction').map(({ text }) => text)";

    @Test
    void aPhoneAddsChangesAndTakesBackAReaction() {
        WaPage page = linked();
        String key = send(page, "hello");

        phone("react", "id", key, "emoji", "👍");
        phone("react", "id", key, "emoji", "❤️");
        page.waitFor("seen.filter(({ event }) => event === 'reaction').length === 2");
        assertThat(page.run(
                        "key => WPP.chat.getReactions(key).then(({ reactions }) => reactions.map((one) =>"
                                + " [one.aggregateEmoji, one.senders.length, one.senders[0].sender.toString()].join()))",
                        key))
                .isEqualTo(List.of("❤️,1," + ANN + "@c.us"));
        phone("react", "id", key, "emoji", "");

        page.waitFor("seen.filter(({ event }) => event === 'reaction').length === 3");
        assertThat(page.run(REACTIONS)).isEqualTo(List.of("👍", "❤️", ""));
        assertThat(newest().get("reactions")).isEmpty();
    }

    @Test
    void thePageReactsToAMessageOfAPhone() {
        WaPage page = linked();
        JsonNode received = receive(page, "hello");

        page.run(
                "key => WPP.chat.sendReactionToMessage(key, '😀')",
                received.get("key").asString());

        JsonNode reaction =
                inChat(received.get("id").asString()).get("reactions").get(0);
        assertThat(reaction.get("from").asString()).isEqualTo(account);
        assertThat(reaction.get("emoji").asString()).isEqualTo("😀");
        page.run(
                "key => WPP.chat.sendReactionToMessage(key, false)",
                received.get("key").asString());
        assertThat(inChat(received.get("id").asString()).get("reactions")).isEmpty();
    }

    @Test
    void editsGoBothWays() {
        WaPage page = linked();
        String key = send(page, "helo");
        JsonNode received = receive(page, "god morning");

        page.run("key => WPP.chat.editMessage(key, 'hello', { linkPreview: false })", key);
        phone("edit", "id", received.get("id").asString(), "body", "good morning");

        page.waitFor(
                "key => seen.some(({ event, id, body }) => event === 'edited' && id === key"
                        + " && body === 'good morning')",
                received.get("key").asString());
        assertThat(newest().get("body").asString()).isEqualTo("hello");
        assertThat(newest().get("edited").asBoolean()).isTrue();
        assertThat(page.run("key => WPP.chat.getMessageById(key).then(({ body }) => body)", key))
                .isEqualTo("hello");
    }

    @Test
    void onlyWhoWroteAMessageMayEditIt() {
        WaPage page = linked();
        String key = send(page, "mine");
        JsonNode received = receive(page, "theirs");

        assertThat(page.run(
                        "key => WPP.chat.editMessage(key, 'changed').then(() => 'edited', ({ code }) => code)",
                        received.get("key").asString()))
                .isEqualTo("edit_message_error");
        JsonNode refusal =
                phones.refused("/phone/edit", Map.of("account", account, "from", ANN, "id", key, "body", "x"), 400);
        assertThat(refusal.at("/error/code").asString()).isEqualTo("INVALID_REQUEST");
        assertThat(newest().get("body").asString()).isEqualTo("mine");
    }

    @Test
    void revocationsGoBothWays() {
        WaPage page = linked();
        String key = send(page, "a mistake");
        JsonNode received = receive(page, "another");

        assertThat(page.run(
                        "([chat, key]) => WPP.chat.deleteMessage(chat, key, true, true).then(({ isRevoked }) => isRevoked)",
                        List.of(ANN + "@c.us", key)))
                .isEqualTo(true);
        assertThat(newest().get("revoked").asBoolean()).isTrue();
        assertThat(newest().has("body")).isFalse();

        phone("revoke", "id", received.get("id").asString());
        page.waitFor(
                "key => seen.some(({ event, ref }) => event === 'revoked' && ref === key)",
                received.get("key").asString());
        assertThat(page.run(
                        "key => WPP.chat.getMessageById(key).then(({ type, body }) => [type, body].map(String))",
                        received.get("key").asString()))
                .isEqualTo(List.of("revoked", "undefined"));
    }

    @Test
    void aMessageThatIsDeletedForOneselfIsGoneHereAndStaysThere() {
        WaPage page = linked();
        JsonNode received = receive(page, "private");

        page.run(
                "([chat, key]) => WPP.chat.deleteMessage(chat, key)",
                List.of(ANN + "@c.us", received.get("key").asString()));
        page.open();

        assertThat(page.ready().run("chat => WPP.chat.find(chat).then(({ msgs }) => msgs.length)", ANN + "@c.us"))
                .isEqualTo(0);
        assertThat(inChat(received.get("id").asString()).get("body").asString()).isEqualTo("private");
    }

    @Test
    void votesGoBothWaysAndTheLastOneCounts() {
        WaPage page = linked();
        String poll = (String) page.run(
                "to => WPP.chat.sendCreatePollMessage(to, 'Lunch?', ['Pizza', 'Salad'],"
                        + " { waitForAck: true }).then(({ id }) => id)",
                ANN + "@c.us");

        phone("vote", "id", poll, "options", List.of("Pizza", "Salad"));
        phone("vote", "id", poll, "options", List.of("Salad"));
        page.waitFor("seen.filter(({ event }) => event === 'vote').length === 2");
        assertThat(
                        page.run(
                                "seen.filter(({ event }) => event === 'vote').map(({ options, sender }) => options + ' ' + sender)"))
                .isEqualTo(List.of("Pizza,Salad " + ANN + "@c.us", "Salad " + ANN + "@c.us"));
        assertThat(page.run(
                        "poll => WPP.chat.getVotes(poll).then(({ votes }) => votes.map((vote) =>"
                                + " vote.selectedOptions.filter(Boolean).map(({ name }) => name).join()))",
                        poll))
                .isEqualTo(List.of("Salad"));

        String theirs = phone(
                        "send", "type", "poll", "poll", Map.of("question", "When?", "options", List.of("Mon", "Tue")))
                .get("key")
                .asString();
        page.waitFor("key => seen.some(({ id }) => id === key)", theirs);
        page.run(
                "key => WPP.chat.getMessageById(key).then((poll) =>"
                        + " require('WAWebPollsSendVoteMsgAction').sendVote(poll, new Set([1])))",
                theirs);
        JsonNode vote = inChat(theirs.split("_")[2]).get("poll").get("votes").get(0);
        assertThat(vote.get("from").asString() + " " + vote.get("options")).isEqualTo(account + " [\"Tue\"]");
    }

    @Test
    void whatHappensWhileThePageIsCutOffIsToldInOrderWhenItIsBack() {
        WaPage page = linked();
        String key = send(page, "hello");
        JsonNode first = receive(page, "one");
        page.run("seen.length = 0");

        phones.post("/phone/outage", Map.of("account", account, "seconds", 4));
        page.waitFor("!WPP.conn.isOnline()");
        phone("react", "id", key, "emoji", "👍");
        phone("edit", "id", first.get("id").asString(), "body", "two");
        JsonNode second = phone("send", "body", "three");
        phone("revoke", "id", second.get("id").asString());

        page.waitFor("seen.some(({ event }) => event === 'revoked')");
        assertThat(page.run("seen.map(({ event }) => event).filter((event) => event !== 'ack')"))
                .isEqualTo(List.of("reaction", "edited", "message", "revoked"));
    }

    @Test
    void whatHappensWhileNoPageIsOpenIsKept() {
        WaPage page = linked();
        String key = send(page, "hello");
        JsonNode first = receive(page, "one");
        page.leave();

        phone("react", "id", key, "emoji", "👍");
        phone("edit", "id", first.get("id").asString(), "body", "two");
        JsonNode second = phone("send", "body", "three");
        phone("revoke", "id", second.get("id").asString());
        sandbox.kill();
        sandbox.start();

        for (int visits = 0; visits < 2; visits++) {
            page.open();
            page.ready()
                    .waitFor(
                            "chat => WPP.chat.find(chat).then(({ msgs }) => msgs.last()?.type === 'revoked')",
                            ANN + "@c.us");
            assertThat(page.run(
                            "chat => WPP.chat.find(chat).then(({ msgs }) => msgs.map(({ type, body }) => type + ' ' + body))",
                            ANN + "@c.us"))
                    .isEqualTo(List.of("chat hello", "chat two", "revoked undefined"));
            assertThat(page.run(
                            "key => WPP.chat.getReactions(key).then(({ reactions }) => reactions[0].aggregateEmoji)",
                            key))
                    .isEqualTo("👍");
        }
        assertThat(page.run(REACTIONS)).as("and is no news the second time").isEqualTo(List.of());
    }

    @Test
    void theOtherAccountOfTheSandboxSeesChangesUnderItsOwnKeys() {
        String other = otherNumber();
        WaPage page = linked();
        WaPage otherPage = linked(other, "Sales");
        String key = (String) page.run(
                "to => WPP.chat.sendTextMessage(to, 'helo', { linkPreview: false, waitForAck: true })"
                        + ".then(({ id }) => id)",
                other + "@c.us");
        otherPage.waitFor("seen.some(({ body }) => body === 'helo')");
        String theirKey = "false_" + account + "@c.us_" + key.split("_")[2];

        page.run("key => WPP.chat.editMessage(key, 'hello', { linkPreview: false })", key);
        otherPage.waitFor(
                "key => seen.some(({ event, id, body }) => event === 'edited' && id === key && body === 'hello')",
                theirKey);
        otherPage.run("key => WPP.chat.sendReactionToMessage(key, '🎉')", theirKey);
        page.waitFor(
                "key => seen.some(({ event, ref, text }) => event === 'reaction' && ref === key && text === '🎉')",
                key);
        page.run("([chat, key]) => WPP.chat.deleteMessage(chat, key, true, true)", List.of(other + "@c.us", key));
        otherPage.waitFor("key => seen.some(({ event, ref }) => event === 'revoked' && ref === key)", theirKey);
    }

    private static String send(WaPage page, String text) {
        return (String) page.run(
                "([to, text]) => WPP.chat.sendTextMessage(to, text, { linkPreview: false, waitForAck: true })"
                        + ".then(({ id }) => id)",
                List.of(ANN + "@c.us", text));
    }

    private JsonNode receive(WaPage page, String text) {
        JsonNode sent = phone("send", "body", text);
        page.waitFor("key => seen.some(({ id }) => id === key)", sent.get("key").asString());
        return sent;
    }
}
