package io.wafleet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.command.CheckContact;
import io.wafleet.common.command.CommandData;
import io.wafleet.common.command.MarkChatSeen;
import io.wafleet.common.command.SetTyping;
import io.wafleet.common.command.SyncChats;
import io.wafleet.common.command.SyncMessages;
import io.wafleet.gateway.testing.Client;
import io.wafleet.gateway.testing.Client.Reply;
import io.wafleet.gateway.testing.FleetStandIn;
import io.wafleet.gateway.testing.RunningGateway;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatActionIT {

    private static final String CHAT = "15551234567@c.us";

    private final FleetStandIn fleet = RunningGateway.fleet();
    private final RunningGateway gateway = RunningGateway.shared();
    private final Client client = gateway.client();

    private CommandData last(String account) {
        return fleet.commands(account).getLast().data();
    }

    @ParameterizedTest
    @CsvSource({
        "15551234567,15551234567@c.us",
        "+15551234567,15551234567@c.us",
        "15551234567@c.us,15551234567@c.us",
        "99887766554433@lid,99887766554433@lid",
        "120363000000000001@g.us,120363000000000001@g.us"
    })
    void aChatIsNamedByItsNumberOrItsId(String named, String chat) {
        Reply reply = client.post("/api/accounts/seeing/chats/" + named + "/seen", "");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.data().path("chat_id").asString()).isEqualTo(chat);
        assertThat(last("seeing")).isEqualTo(new MarkChatSeen(chat));
    }

    @Test
    void somebodyTypesUnlessTheBodySaysOtherwise() {
        String typing = "/api/accounts/typing/chats/15551234567/typing";
        assertThat(client.post(typing, "").status()).isEqualTo(200);
        assertThat(last("typing")).isEqualTo(new SetTyping(CHAT, SetTyping.State.TYPING, null));
        assertThat(client.post(typing, "{}").status()).isEqualTo(200);
        assertThat(last("typing")).isEqualTo(new SetTyping(CHAT, SetTyping.State.TYPING, null));
        assertThat(client.post(typing, Map.of("state", "recording", "duration_ms", 3_000))
                        .status())
                .isEqualTo(200);
        assertThat(last("typing")).isEqualTo(new SetTyping(CHAT, SetTyping.State.RECORDING, 3_000));
    }

    @Test
    void chatsAndMessagesAreToldAnewOnRequest() {
        Reply all = client.post("/api/accounts/syncing/chats/sync", "");
        assertThat(all.status()).as(all.text()).isEqualTo(200);
        assertThat(all.data().path("chats").asInt()).isEqualTo(3);
        assertThat(last("syncing")).isEqualTo(new SyncChats());
        Reply one = client.post("/api/accounts/syncing/chats/15551234567/sync", Map.of("limit", 200));
        assertThat(one.data().path("messages").asInt()).isEqualTo(50);
        assertThat(last("syncing")).isEqualTo(new SyncMessages(CHAT, 200));
        client.post("/api/accounts/syncing/chats/15551234567/sync", "");
        assertThat(last("syncing")).isEqualTo(new SyncMessages(CHAT, null));
    }

    @ParameterizedTest
    @CsvSource({"15551234567,15551234567", "%2B15551234567,+15551234567", "+15551234567,15551234567"})
    void aContactIsCheckedWithAPlusOrWithout(String asked, String checked) {
        Reply reply = client.get("/api/accounts/checking/contacts/check?phone=" + asked);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.data().path("exists").asBoolean()).isTrue();
        assertThat(reply.data().path("wa_id").asString()).isEqualTo("15551234567");
        assertThat(reply.data().path("input").asString()).isEqualTo(checked);
        assertThat(reply.data().path("checked_at").asString()).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(last("checking")).isEqualTo(new CheckContact(checked));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | chats/status@broadcast/seen | | /chat_id",
                "POST | chats/12/typing | | /chat_id",
                "POST | chats/15551234567/typing | {\"duration_ms\":5} | /duration_ms",
                "POST | chats/15551234567/typing | {\"state\":\"dancing\"} | /state",
                "POST | chats/15551234567/sync | {\"limit\":501} | /limit",
                "GET | contacts/check | | /phone",
                "GET | contacts/check?phone=+1-555 | | /phone"
            })
    void aBadRequestIsPointedAtAndNothingIsAsked(String method, String path, String body, String pointer) {
        byte[] bytes = body == null ? null : body.getBytes();
        Reply reply = client.call(method, "/api/accounts/bad-chats/" + path, bytes);
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.json().at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(fleet.commands("bad-chats")).isEmpty();
    }

    @Test
    void whoMaySendMayDoWhatBelongsToItAndSeeHowItEndsButNotRepairTheLog() {
        Client sender = keyWith("send");
        Client reader = keyWith("read");
        for (String path : List.of("chats/15551234567/seen", "chats/15551234567/typing")) {
            assertThat(reader.post("/api/accounts/scoped/" + path, "").status()).isEqualTo(403);
            Reply accepted = sender.post("/api/accounts/scoped/" + path + "?wait=0", "");
            assertThat(accepted.status()).isEqualTo(202);
            assertThat(sender.get(accepted.header("Location")).status()).isEqualTo(200);
        }
        String check = "/api/accounts/scoped/contacts/check?phone=15551234567";
        assertThat(reader.get(check).status()).isEqualTo(403);
        assertThat(sender.get(check).status()).isEqualTo(200);
        for (String path : List.of("chats/sync", "chats/15551234567/sync")) {
            assertThat(sender.post("/api/accounts/scoped/" + path, "").status()).isEqualTo(403);
        }
    }

    private Client keyWith(String scope) {
        Reply made = client.post(
                "/api/keys", Map.of("name", "test", "scopes", List.of(scope), "accounts", List.of("scoped")));
        return gateway.client(made.data().path("api_key").asString());
    }
}
