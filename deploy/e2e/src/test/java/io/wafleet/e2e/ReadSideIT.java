package io.wafleet.e2e;

import static io.wafleet.e2e.SharedFleet.Running.ACCOUNT;
import static io.wafleet.e2e.SharedFleet.Running.NUMBER;
import static io.wafleet.e2e.SharedFleet.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.e2e.SharedFleet.Running;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What can be read of an account: messages, chats, contacts, groups, and what was there before it was linked. */
@ExtendWith(SharedFleet.class)
class ReadSideIT {

    private static final String API = "/api/accounts/" + ACCOUNT;

    private final Running wafleet;

    ReadSideIT(Running wafleet) {
        this.wafleet = wafleet;
    }

    @Test
    void messagesAreFoundByTheirTextAndReadPageByPage() {
        String person = "15558300001";
        List<String> ids = new ArrayList<>(IntStream.range(0, 25)
                .mapToObj(i -> wafleet.phone().text(NUMBER, person, "Parcel number " + i + " שלום"))
                .toList());
        ids.forEach(wafleet::logged);

        List<String> read = new ArrayList<>();
        String cursor = null;
        do {
            Answer page = wafleet.api()
                    .get(API + "/messages?chat_id=" + person + "@c.us&limit=10"
                            + (cursor == null ? "" : "&cursor=" + cursor));
            assertThat(page.status()).as(page.toString()).isEqualTo(200);
            Json.elements(page.data().path("messages"))
                    .forEach(message -> read.add(message.path("id").asString()));
            JsonNode next = page.json().findPath("next_cursor");
            cursor = next.isString() ? next.asString() : null;
        } while (cursor != null);
        Collections.reverse(ids);
        assertThat(read).containsExactlyElementsOf(ids);

        JsonNode found = wafleet.api()
                .get(API + "/messages?q=" + encoded("number 17 שלום") + "&chat_id=" + person + "@c.us")
                .data();
        assertThat(Json.elements(found.path("messages"))
                        .map(message -> message.path("id").asString()))
                .containsExactly(ids.get(25 - 1 - 17));
    }

    @Test
    void aChatKnowsItsLastMessageAndHowManyAreUnread() {
        String person = "15558300002";
        wafleet.logged(wafleet.phone().text(NUMBER, person, "One"));
        String last = wafleet.phone().text(NUMBER, person, "Two");
        wafleet.logged(last);
        within(60).untilAsserted(() -> {
            JsonNode chat = wafleet.chat(ACCOUNT, person);
            assertThat(chat.path("unread_count").asInt()).isEqualTo(2);
            assertThat(chat.at("/last_message/id").asString()).isEqualTo(last);
        });
        assertThat(Json.elements(wafleet.api().get(API + "/chats?limit=100").data())
                        .map(chat -> chat.path("id").asString()))
                .contains(person + "@c.us");
    }

    @Test
    void whatWasThereBeforeTheAccountWasLinkedIsReadableAndNoNews() {
        // The phone has had these messages before this account was linked to it.
        wafleet.create("newcomer");
        String number = "15557770003";
        wafleet.scan("newcomer", number);
        for (int i = 0; i < 60; i++) {
            wafleet.phone().text(number, "15558300003", "Old " + i);
        }
        within(60)
                .untilAsserted(() -> assertThat(wafleet.receiver()
                                .accepted("message.received")
                                .filter(delivery ->
                                        delivery.data().path("from").asString().equals("15558300003")))
                        .hasSize(60));
        assertThat(wafleet.api().delete("/api/accounts/newcomer").status()).isEqualTo(200);
        long told = wafleet.receiver().accepted("message.received").count();

        wafleet.create("newcomer2");
        wafleet.scan("newcomer2", number);
        within(60).untilAsserted(() -> {
            JsonNode messages = wafleet.api()
                    .get("/api/accounts/newcomer2/chats/15558300003@c.us/messages?limit=100")
                    .data()
                    .path("messages");
            assertThat(Json.elements(messages)
                            .map(message -> message.path("message").asString()))
                    .hasSize(50)
                    .startsWith("Old 59")
                    .endsWith("Old 10");
        });
        assertThat(wafleet.receiver().accepted("message.received").count()).isEqualTo(told);
        assertThat(wafleet.api().get("/api/accounts/newcomer2/contacts").data().toString())
                .contains("15558300003");
        assertThat(wafleet.api().delete("/api/accounts/newcomer2").status()).isEqualTo(200);
    }

    @Test
    void aNumberIsCheckedOnce() {
        Answer there = wafleet.api().get(API + "/contacts/check?phone=15558300004");
        assertThat(there.status()).as(there.toString()).isEqualTo(200);
        assertThat(there.data().path("exists").asBoolean()).isTrue();
        assertThat(wafleet.api()
                        .get(API + "/contacts/check?phone=15550000000")
                        .data()
                        .path("exists")
                        .asBoolean())
                .isFalse();
        assertThat(wafleet.api().get(API + "/contacts/check?phone=15558300004").data())
                .isEqualTo(there.data());
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
