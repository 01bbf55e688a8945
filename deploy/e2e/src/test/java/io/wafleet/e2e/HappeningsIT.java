package io.wafleet.e2e;

import static io.wafleet.e2e.SharedFleet.Running.ACCOUNT;
import static io.wafleet.e2e.SharedFleet.Running.NUMBER;
import static io.wafleet.e2e.SharedFleet.eventually;
import static io.wafleet.e2e.SharedFleet.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.e2e.SharedFleet.Running;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What happens to messages and chats after they are there, from either side. */
@ExtendWith(SharedFleet.class)
class HappeningsIT {

    private static final String GROUP = "120363000000000078@g.us";
    private static final String API = "/api/accounts/" + ACCOUNT;
    private static final AtomicInteger NEXT = new AtomicInteger(15_558_200);

    private final Running wafleet;
    private final String person = NEXT.incrementAndGet() + "0001";

    HappeningsIT(Running wafleet) {
        this.wafleet = wafleet;
    }

    @Test
    void aReactionOfOursIsSeenOnThePhoneAndCanBeTakenAway() {
        String id = heard("Nice weather");
        done(wafleet.api().post(API + "/messages/" + id + "/reaction", Map.of("emoji", "👍🏽")));
        assertThat(wafleet.webhook("message.reaction", "/message_id", id)
                        .path("emoji")
                        .asString())
                .isEqualTo("👍🏽");
        within(60).untilAsserted(() -> assertThat(reactionsOnPhone(id)).containsExactly("👍🏽"));
        within(60)
                .untilAsserted(() -> assertThat(
                                wafleet.logged(id).at("/reactions/0/emoji").asString())
                        .isEqualTo("👍🏽"));

        done(wafleet.api().post(API + "/messages/" + id + "/reaction", Map.of("emoji", "")));
        within(60).untilAsserted(() -> assertThat(reactionsOnPhone(id)).isEmpty());
        within(60)
                .untilAsserted(() ->
                        assertThat(wafleet.logged(id).path("reactions").size()).isZero());
    }

    @Test
    void aReactionOfTheirsIsHeard() {
        String id = wafleet.send(person, Map.of("message", "How was it?"));
        wafleet.phone().act("react", Map.of("account", NUMBER, "from", person, "id", id, "emoji", "❤️"));
        JsonNode reaction = wafleet.webhook("message.reaction", "/message_id", id);
        assertThat(reaction.path("emoji").asString()).isEqualTo("❤️");
        assertThat(reaction.path("from").asString()).isEqualTo(person);
        within(60)
                .untilAsserted(() -> assertThat(
                                wafleet.logged(id).at("/reactions/0/emoji").asString())
                        .isEqualTo("❤️"));
    }

    @Test
    void anEditOfOursArrives() {
        String id = wafleet.send(person, Map.of("message", "Tomorow"));
        wafleet.logged(id);
        done(wafleet.api().post(API + "/messages/" + id + "/edit", Map.of("message", "Tomorrow ✅")));
        assertThat(wafleet.webhook("message.edited", "/id", id).path("message").asString())
                .isEqualTo("Tomorrow ✅");
        within(60)
                .untilAsserted(() -> assertThat(
                                wafleet.onPhone(person, id).path("body").asString())
                        .isEqualTo("Tomorrow ✅"));
        within(60)
                .untilAsserted(
                        () -> assertThat(wafleet.logged(id).path("message").asString())
                                .isEqualTo("Tomorrow ✅"));
        assertThat(wafleet.logged(id).path("edited_at").asString()).isNotBlank();
    }

    @Test
    void anEditOfTheirsIsHeardAndTheirsCannotBeEdited() {
        String id = heard("Tomorow");
        wafleet.phone().act("edit", Map.of("account", NUMBER, "from", person, "id", id, "body", "Tomorrow"));
        assertThat(wafleet.webhook("message.edited", "/id", id).path("message").asString())
                .isEqualTo("Tomorrow");
        within(60)
                .untilAsserted(
                        () -> assertThat(wafleet.logged(id).path("message").asString())
                                .isEqualTo("Tomorrow"));
        assertThat(wafleet.api()
                        .post(API + "/messages/" + id + "/edit", Map.of("message", "Mine"))
                        .code())
                .isEqualTo("MESSAGE_NOT_CHANGEABLE");
    }

    @Test
    void aMessageOfOursIsDeletedForEverybody() {
        String id = wafleet.send(person, Map.of("message", "Wrong chat"));
        wafleet.logged(id);
        done(wafleet.api().delete(API + "/messages/" + id));
        wafleet.webhook("message.revoked", "/id", id);
        within(60)
                .untilAsserted(() -> assertThat(
                                wafleet.onPhone(person, id).path("revoked").asBoolean())
                        .isTrue());
        within(60)
                .untilAsserted(
                        () -> assertThat(wafleet.logged(id).path("revoked_at").asString())
                                .isNotBlank());
    }

    @Test
    void aMessageOfTheirsThatTheyDeleteIsKnownToBeDeleted() {
        String id = heard("Oh no");
        wafleet.phone().act("revoke", Map.of("account", NUMBER, "from", person, "id", id));
        assertThat(wafleet.webhook("message.revoked", "/id", id).path("from").asString())
                .isEqualTo(person);
        within(60)
                .untilAsserted(
                        () -> assertThat(wafleet.logged(id).path("revoked_at").asString())
                                .isNotBlank());
    }

    @Test
    void aMessageIsForwardedWithItsFile() {
        SampleFile file = SampleFile.of("document");
        String theirs = wafleet.phone().send(NUMBER, person, "document", file.fromPhone());
        wafleet.webhook("media.ready", "/message_id", theirs);
        String other = NEXT.incrementAndGet() + "0002";
        Answer answer = wafleet.api().post(API + "/messages/" + theirs + "/forward?wait=60", Map.of("to", other));
        done(answer);
        String id = answer.data().path("provider_message_id").asString();
        assertThat(wafleet.onPhone(other, id).path("forwarded").asBoolean()).isTrue();
        assertThat(wafleet.phone().media(id)).isEqualTo(file.bytes());
        JsonNode webhook = wafleet.webhook("message.sent", "/id", id);
        assertThat(webhook.path("forwarded").asBoolean()).isTrue();
        assertThat(webhook.path("type").asString()).isEqualTo("document");
    }

    @Test
    void aForwardedMessageOfTheirsSaysSo() {
        String id = wafleet.phone().send(NUMBER, person, "chat", Map.of("body", "Have you heard", "forwarded", true));
        assertThat(wafleet.webhook("message.received", "/id", id)
                        .path("forwarded")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aVoteInOurPollIsHeard() {
        String id = wafleet.send(
                person,
                Map.of("poll", Map.of("question", "Lunch?", "options", List.of("Yes", "No"), "multiple", false)));
        wafleet.onPhone(person, id);
        wafleet.phone().act("vote", Map.of("account", NUMBER, "from", person, "id", id, "options", List.of("Yes")));
        JsonNode vote = wafleet.webhook("poll.vote", "/message_id", id);
        assertThat(vote.path("from").asString()).isEqualTo(person);
        assertThat(vote.path("options").toString()).isEqualTo("[\"Yes\"]");
        within(60)
                .untilAsserted(() -> assertThat(
                                wafleet.logged(id).at("/votes/0/options/0").asString())
                        .isEqualTo("Yes"));
    }

    @Test
    void seeingAndTypingReachThePhone() {
        heard("Anybody there?");
        done(wafleet.api()
                .post(API + "/chats/" + person + "@c.us/typing", Map.of("state", "typing", "duration_ms", 5_000)));
        within(60)
                .untilAsserted(
                        () -> assertThat(presence().path("state").asString()).isEqualTo("typing"));
        within(60)
                .untilAsserted(
                        () -> assertThat(presence().path("state").asString()).isEqualTo("paused"));
        assertThat(chat().path("unread_count").asInt()).isEqualTo(1);
        done(wafleet.api().post(API + "/chats/" + person + "@c.us/seen"));
        within(60)
                .untilAsserted(
                        () -> assertThat(chat().path("unread_count").asInt()).isZero());
        within(60)
                .untilAsserted(
                        () -> assertThat(presence().path("seen").asString("")).isNotBlank());
    }

    @Test
    void aMissedCallIsHeard() {
        wafleet.phone().act("call", Map.of("account", NUMBER, "from", person, "video", true));
        JsonNode call = eventually(() -> {
            List<JsonNode> calls = wafleet.receiver()
                    .accepted("call.received")
                    .map(Receiver.Delivery::data)
                    .filter(data -> data.path("from").asString().equals(person))
                    .toList();
            assertThat(calls).hasSize(1);
            return calls.getFirst();
        });
        assertThat(call.path("is_video").asBoolean()).isTrue();
    }

    @Test
    void aChangeOfAGroupIsHeardAndItsMembersAreKnown() {
        String theirs = wafleet.phone().send(NUMBER, person, "chat", Map.of("body", "In the group", "group", GROUP));
        wafleet.webhook("message.received", "/id", theirs);
        String added = NEXT.incrementAndGet() + "0003";
        wafleet.phone().act("group", Map.of("account", NUMBER, "group", GROUP, "add", List.of(added)));
        JsonNode change = eventually(() -> {
            List<JsonNode> changes = wafleet.receiver()
                    .accepted("group.updated")
                    .map(Receiver.Delivery::data)
                    .filter(data -> data.at("/group/id").asString().equals(GROUP)
                            && data.path("change").asString().equals("added"))
                    .toList();
            assertThat(changes).isNotEmpty();
            return changes.getLast();
        });
        assertThat(change.path("members").toString()).contains(added);
        within(60)
                .untilAsserted(() -> assertThat(wafleet.api()
                                .get(API + "/groups/" + GROUP)
                                .data()
                                .path("members")
                                .toString())
                        .contains(added)
                        .contains(person));
    }

    private String heard(String text) {
        String id = wafleet.phone().text(NUMBER, person, text);
        wafleet.webhook("message.received", "/id", id);
        wafleet.logged(id);
        return id;
    }

    private List<String> reactionsOnPhone(String id) {
        return Json.elements(wafleet.phone().message(NUMBER, person, id).path("reactions"))
                .map(reaction -> reaction.path("emoji").asString())
                .toList();
    }

    private JsonNode presence() {
        return wafleet.phone().presence(NUMBER, person);
    }

    private JsonNode chat() {
        return wafleet.chat(ACCOUNT, person);
    }

    private static void done(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }
}
