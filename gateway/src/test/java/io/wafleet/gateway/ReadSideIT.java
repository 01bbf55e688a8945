package io.wafleet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.gateway.testing.Client;
import io.wafleet.gateway.testing.Client.Reply;
import io.wafleet.gateway.testing.PublishedViews;
import io.wafleet.gateway.testing.RunningGateway;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReadSideIT {

    private static final String ANN = "15551234567@c.us";
    private static final String TEAM = "1203@g.us";

    private final PublishedViews views = RunningGateway.fleet().views();
    private final Client client = RunningGateway.shared().client();

    private static List<String> ids(Reply reply) {
        return reply.data()
                .path("messages")
                .valueStream()
                .map(message -> message.path("id").asString())
                .toList();
    }

    @Test
    void historyStandsWhereItBelongsAndACursorIsStableWhileMessagesComeIn() {
        views.message("order", "newest", 9001, "c");
        views.message("order", "logged first", 9002, "b");
        views.message("order", "history", 9003, "a");
        views.change("order", "newest", "timestamp = 1700000300");
        views.change("order", "logged first", "timestamp = 1700000200");
        views.change("order", "history", "timestamp = 1700000100, history = true");

        Reply first = client.get("/api/accounts/order/messages?limit=2");
        assertThat(ids(first)).containsExactly("newest", "logged first");
        views.message("order", "still newer", 9004, "d");
        views.change("order", "still newer", "timestamp = 1700000400");
        views.message("order", "older, logged meanwhile", 9005, "e");
        views.change("order", "older, logged meanwhile", "timestamp = 1700000150");

        String cursor = first.data().at("/pagination/next_cursor").asString();
        Reply rest = client.get("/api/accounts/order/messages?cursor=" + cursor);
        assertThat(ids(rest)).containsExactly("older, logged meanwhile", "history");
        assertThat(rest.data().at("/messages/1/history").asBoolean()).isTrue();
        assertThat(client.get("/api/accounts/order/messages?cursor=1-x").code()).isEqualTo("INVALID_REQUEST");
    }

    @Test
    void aPieceOfAnyTextIsFoundAndMeansOnlyItself() {
        List<List<String>> textsAndPieces = List.of(
                List.of("Straße 5", "straße"),
                List.of("שלום עולם", "עולם"),
                List.of("مرحبا بالعالم", "بالعالم"),
                List.of("你好世界", "世界"),
                List.of("很好", "好"),
                List.of("Party 🎉👨‍👩‍👧‍👦 now", "👨‍👩‍👧‍👦"),
                List.of("100% sure", "0% S"),
                List.of("a_b", "A_B"),
                List.of("back\\slash", "K\\S"),
                List.of("'; drop table x", "'; DROP"),
                List.of("ｆｕｌｌ width", "full"),
                List.of("Cafe\u0301 noir", "CAF\u00c9"));
        for (int i = 0; i < textsAndPieces.size(); i++) {
            views.message("search", "m" + i, 9100 + i, textsAndPieces.get(i).getFirst());
        }
        views.message("search", "other", 9199, "100 percent; axb; backs");

        for (int i = 0; i < textsAndPieces.size(); i++) {
            String piece = textsAndPieces.get(i).getLast();
            String asked = "/api/accounts/search/messages?q=" + URLEncoder.encode(piece, StandardCharsets.UTF_8);
            assertThat(ids(client.get(asked))).as(piece).contains("m" + i).doesNotContain("other");
        }
    }

    @Test
    void messagesAreFilteredByEverythingTheyHave() {
        views.message("filter", "m1", 9201, "one");
        views.message("filter", "m2", 9202, "two");
        views.message("filter", "m3", 9203, "three");
        views.change("filter", "m1", "timestamp = 1700000100, media = null");
        views.change("filter", "m2", """
                timestamp = 1700000200, type = 'image', media = '{"id":"x","caption":"Sunset"}'""");
        views.change("filter", "m3", "timestamp = 1700000300, media = null, direction = 'outbound', ack = 4");

        Map.of(
                        "since=1700000200&until=1700000300",
                        List.of("m2"),
                        "until=2023-11-14T22:16:40Z",
                        List.of("m1"),
                        "has_media=true",
                        List.of("m2"),
                        "has_media=false",
                        List.of("m3", "m1"),
                        "type=image",
                        List.of("m2"),
                        "status=read",
                        List.of("m3"),
                        "direction=inbound",
                        List.of("m2", "m1"),
                        "chat_id=" + ANN + "&q=sunset",
                        List.of("m2"),
                        "q=%20",
                        List.of("m3", "m2", "m1"))
                .forEach((query, expected) -> assertThat(ids(client.get("/api/accounts/filter/messages?" + query)))
                        .as(query)
                        .isEqualTo(expected));
        for (String wrong : List.of("type=letter", "status=lost", "direction=up", "has_media=maybe", "until=never")) {
            Reply refused = client.get("/api/accounts/filter/messages?" + wrong);
            assertThat(refused.status()).as(wrong).isEqualTo(400);
            assertThat(refused.json().at("/errors/0/pointer").asString())
                    .isEqualTo("/" + wrong.substring(0, wrong.indexOf('=')));
        }
    }

    @Test
    void aMessageIsShownWithWhatBecameOfIt() {
        views.message("detail", "m1", 9301, "Tea or coffee?");
        views.change("detail", "m1", """
                edited_at = 1700000050, forwarded = true, contacts = '[{"name":"Bob"}]',
                poll = '{"question":"Tea?","options":["yes"],"multiple":false}',
                location = '{"latitude":1.5,"longitude":2}'""");
        views.reaction("detail", "m1", "15551234567", "❤️");
        views.reaction("detail", "m1", "15557654321", "");
        views.vote("detail", "m1", "15551234567", "[\"yes\"]");
        views.vote("detail", "m1", "15557654321", "[]");

        JsonNode shown = client.get("/api/accounts/detail/messages/m1").data();

        assertThat(shown.path("message").asString()).isEqualTo("Tea or coffee?");
        assertThat(shown.path("edited_at").asLong()).isEqualTo(1_700_000_050L);
        assertThat(shown.path("revoked_at").isNull()).isTrue();
        assertThat(shown.path("forwarded").asBoolean()).isTrue();
        assertThat(shown.at("/contacts/0/name").asString()).isEqualTo("Bob");
        assertThat(shown.at("/poll/options/0").asString()).isEqualTo("yes");
        assertThat(shown.at("/location/latitude").asDouble()).isEqualTo(1.5);
        assertThat(shown.path("reactions")).hasSize(1);
        assertThat(shown.at("/reactions/0/emoji").asString()).isEqualTo("❤️");
        assertThat(shown.at("/reactions/0/from").asString()).isEqualTo("15551234567");
        assertThat(shown.path("votes")).hasSize(1);
        assertThat(shown.at("/votes/0/options/0").asString()).isEqualTo("yes");
    }

    @Test
    void chatsComeByTheirLastActivityWithTheirLastMessage() {
        views.account("list", "READY", null);
        views.message("list", "m1", 9401, "the last word");
        views.chat("list", "15550000001@c.us", null, 0, 1_700_000_300L, null);
        views.chat("list", ANN, null, 2, 1_700_000_200L, 9401L);
        views.chat("list", TEAM, "Old name", 1, 1_700_000_200L, null);
        views.contact("list", "15551234567", "Ann Müller", "annie");
        views.group("list", TEAM, "Team", "[]");

        Reply first = client.get("/api/accounts/list/chats?limit=2");
        assertThat(first.data())
                .extracting(chat -> chat.path("id").asString())
                .containsExactly("15550000001@c.us", ANN);
        assertThat(first.data().at("/1/name").asString()).isEqualTo("Ann Müller");
        assertThat(first.data().at("/1/unread_count").asInt()).isEqualTo(2);
        assertThat(first.data().at("/1/last_message/message").asString()).isEqualTo("the last word");
        assertThat(first.data().at("/0/last_message").isNull()).isTrue();
        String cursor = first.json().at("/pagination/next_cursor").asString();
        Reply rest = client.get("/api/accounts/list/chats?limit=2&cursor=" + cursor);
        assertThat(rest.data()).extracting(chat -> chat.path("name").asString()).containsExactly("Team");
        assertThat(rest.json().at("/pagination/next_cursor").isNull()).isTrue();

        assertThat(client.get("/api/accounts/list/chats?q=M%C3%9CLL").data()).hasSize(1);
        assertThat(client.get("/api/accounts/list/chats?cursor=%21%21").code()).isEqualTo("INVALID_REQUEST");
        assertThat(client.get("/api/accounts/nobody/chats").code()).isEqualTo("ACCOUNT_NOT_FOUND");
        assertThat(ids(client.get("/api/accounts/list/chats/+15551234567/messages")))
                .containsExactly("m1");
        assertThat(ids(client.get("/api/accounts/list/chats/" + TEAM + "/messages")))
                .isEmpty();
        assertThat(client.get("/api/accounts/list/chats/15559999999/messages").code())
                .isEqualTo("CHAT_NOT_FOUND");
        assertThat(client.get("/api/accounts/nobody/chats/15559999999/messages").code())
                .isEqualTo("ACCOUNT_NOT_FOUND");
    }

    @Test
    void contactsAndGroupsAreListedAndAGroupHasItsMembersByName() {
        views.account("people", "READY", null);
        views.contact("people", "15550000001", "Zoe <b>", null);
        views.contact("people", "15550000002", null, "Yan");
        views.group("people", TEAM, "Team", """
                [{"phone":"15550000002","admin":true},{"lid":"99887766","admin":false}]""");

        Reply contacts = client.get("/api/accounts/people/contacts?limit=1");
        assertThat(contacts.data().at("/0/name").asString()).isEqualTo("Zoe <b>");
        String cursor = contacts.json().at("/pagination/next_cursor").asString();
        assertThat(client.get("/api/accounts/people/contacts?cursor=" + cursor)
                        .data()
                        .at("/0/push_name")
                        .asString())
                .isEqualTo("Yan");
        assertThat(client.get("/api/accounts/people/contacts?q=0002").data()).hasSize(1);
        assertThat(client.get("/api/accounts/people/contacts?q=%25").data()).isEmpty();
        assertThat(client.get("/api/accounts/people/groups")
                        .data()
                        .at("/0/member_count")
                        .asInt())
                .isEqualTo(2);

        Reply group = client.get("/api/accounts/people/groups/" + TEAM);
        assertThat(group.data().path("subject").asString()).isEqualTo("Team");
        assertThat(group.data().at("/members/0/name").asString()).isEqualTo("Yan");
        assertThat(group.data().at("/members/0/admin").asBoolean()).isTrue();
        assertThat(group.data().at("/members/1/lid").asString()).isEqualTo("99887766");
        assertThat(client.get("/api/accounts/people/groups/none@g.us").code()).isEqualTo("GROUP_NOT_FOUND");
        assertThat(client.get("/api/accounts/nobody/groups/none@g.us").code()).isEqualTo("ACCOUNT_NOT_FOUND");
        assertThat(client.get("/api/accounts/nobody/contacts").code()).isEqualTo("ACCOUNT_NOT_FOUND");
    }

    @Test
    void aKeyOfAnotherAccountOrWithoutReadingSeesNothing() {
        List<String> keys = List.of(key("send", "list"), key("read", "other"));
        for (String path : List.of("chats", "chats/1@g.us/messages", "contacts", "groups", "groups/1@g.us")) {
            for (String key : keys) {
                assertThat(RunningGateway.shared()
                                .client(key)
                                .get("/api/accounts/list/" + path)
                                .code())
                        .as(path)
                        .isEqualTo("FORBIDDEN");
            }
        }
    }

    private String key(String scope, String account) {
        return client.post("/api/keys", Map.of("name", "test", "scopes", List.of(scope), "accounts", List.of(account)))
                .data()
                .path("api_key")
                .asString();
    }
}
