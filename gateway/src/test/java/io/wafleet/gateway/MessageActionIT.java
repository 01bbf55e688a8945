package io.wafleet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.command.CommandData;
import io.wafleet.common.command.EditMessage;
import io.wafleet.common.command.ForwardMessage;
import io.wafleet.common.command.ReactToMessage;
import io.wafleet.common.command.RevokeMessage;
import io.wafleet.gateway.testing.Client;
import io.wafleet.gateway.testing.Client.Reply;
import io.wafleet.gateway.testing.FleetStandIn;
import io.wafleet.gateway.testing.RunningGateway;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is done to messages: which command it becomes, and what it is refused for. */
class MessageActionIT {

    private static final String CHAT = "15551234567@c.us";
    private static final String GROUP = "120363000000000001@g.us";

    private final FleetStandIn fleet = RunningGateway.fleet();
    private final Client client = RunningGateway.shared().client();

    private String account(String name) {
        fleet.views().account(name, "READY", null);
        return "/api/accounts/" + name + "/messages/";
    }

    private CommandData only(String account) {
        assertThat(fleet.commands(account)).hasSize(1);
        return fleet.commands(account).getFirst().data();
    }

    @Test
    void aReactionIsPutOnTheMessageThatTheLogKnows() {
        String messages = account("reacting");
        fleet.views().message("reacting", "3EB0IN", "inbound", GROUP, "15559998877");
        Reply reply = client.post(messages + "3EB0IN/reaction", Map.of("emoji", "👍🏽"));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().path("message").asString()).isEqualTo("Reaction sent");
        assertThat(reply.data().path("message_id").asString()).isEqualTo("3EB0IN");
        assertThat(only("reacting")).isEqualTo(new ReactToMessage(GROUP, "3EB0IN", false, "15559998877", "👍🏽"));
    }

    @Test
    void anEmptyEmojiTakesTheReactionAway() {
        String messages = account("unreacting");
        fleet.views().message("unreacting", "3EB0OUT", "outbound", CHAT, null);
        Reply reply = client.post(messages + "3EB0OUT/reaction", Map.of("emoji", ""));
        assertThat(reply.json().path("message").asString()).isEqualTo("Reaction removed");
        assertThat(only("unreacting")).isEqualTo(new ReactToMessage(CHAT, "3EB0OUT", true, null, ""));
    }

    @Test
    void anEditGoesToTheMessageTheAccountWrote() {
        String messages = account("editing");
        fleet.views().message("editing", "3EB0OUT", "outbound", CHAT, null);
        String text = "  שלום 👩‍👩‍👧‍👦 kept as it is\n";
        Reply reply = client.post(messages + "3EB0OUT/edit", Map.of("message", text));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.data().path("chat_id").asString()).isEqualTo(CHAT);
        assertThat(only("editing")).isEqualTo(new EditMessage(CHAT, "3EB0OUT", true, null, text));
    }

    @Test
    void whatOthersWroteIsNotEdited() {
        String messages = account("meddling");
        fleet.views().message("meddling", "3EB0IN", "inbound", CHAT, null);
        Reply edit = client.post(messages + "3EB0IN/edit", Map.of("message", "x"));
        assertThat(edit.status()).isEqualTo(422);
        assertThat(edit.code()).isEqualTo("MESSAGE_NOT_CHANGEABLE");
        assertThat(client.delete(messages + "3EB0IN").code()).isEqualTo("MESSAGE_NOT_CHANGEABLE");
        assertThat(fleet.commands("meddling")).isEmpty();
    }

    @Test
    void anAdministratorsDeletionInAGroupIsForWhatsAppToJudge() {
        String messages = account("moderating");
        fleet.views().message("moderating", "3EB0IN", "inbound", GROUP, "15559998877");
        Reply reply = client.delete(messages + "3EB0IN");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(only("moderating")).isEqualTo(new RevokeMessage(GROUP, "3EB0IN", false, "15559998877"));
    }

    @Test
    void aForwardAnswersAsASendDoes() {
        String messages = account("forwarding");
        fleet.views().message("forwarding", "3EB0IN", "inbound", CHAT, null);
        Reply reply = client.post(
                messages + "3EB0IN/forward",
                Map.of("to", "15557770000", "client_message_id", "fwd-1", "metadata", Map.of("case", 7)));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.data().path("client_message_id").asString()).isEqualTo("fwd-1");
        assertThat(reply.data().path("provider_message_id").asString()).isNotEmpty();
        assertThat(only("forwarding"))
                .isEqualTo(new ForwardMessage(
                        CHAT, "3EB0IN", false, null, "15557770000", "fwd-1", Map.<String, Object>of("case", 7)));
    }

    @Test
    void aMessageThatTheLogDoesNotKnowIsNotFoundUnlessItsChatIsGiven() {
        String messages = account("unlogged");
        Reply unknown = client.post(messages + "3EB0OLD/reaction", Map.of("emoji", "👍"));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.code()).isEqualTo("MESSAGE_NOT_FOUND");
        assertThat(fleet.commands("unlogged")).isEmpty();
        Reply placed = client.post(messages + "3EB0OLD/reaction", Map.of("emoji", "👍", "chat_id", "+15551234567"));
        assertThat(placed.status()).as(placed.text()).isEqualTo(200);
        assertThat(only("unlogged")).isEqualTo(new ReactToMessage(CHAT, "3EB0OLD", null, null, "👍"));
        assertThat(client.delete("/api/accounts/nobody-acts/messages/3EB0OLD").code())
                .isEqualTo("ACCOUNT_NOT_FOUND");
    }

    @Test
    void inAGroupTheLogSaysWhoWroteAMessageEvenIfTheGroupIsGiven() {
        String messages = account("grouped");
        fleet.views().message("grouped", "3EB0G", "inbound", GROUP, "15559998877");
        client.post(messages + "3EB0G/reaction", Map.of("emoji", "👍", "chat_id", GROUP));
        assertThat(only("grouped")).isEqualTo(new ReactToMessage(GROUP, "3EB0G", false, "15559998877", "👍"));
        client.post(messages + "3EB0UNKNOWN/reaction", Map.of("emoji", "👍", "chat_id", GROUP));
        assertThat(fleet.commands("grouped").getLast().data())
                .isEqualTo(new ReactToMessage(GROUP, "3EB0UNKNOWN", null, null, "👍"));
    }

    @Test
    void aMessageThatIsInTheLogAMomentLaterIsFound() {
        String messages = account("racing");
        CompletableFuture<Reply> reply =
                CompletableFuture.supplyAsync(() -> client.post(messages + "3EB0NEW/edit", Map.of("message", "b")));
        // By then one look has found nothing, in all likelihood; the test holds either way.
        Awaitility.await().pollDelay(Duration.ofMillis(400)).until(() -> true);
        fleet.views().message("racing", "3EB0NEW", "outbound", CHAT, null);
        assertThat(reply.join().status()).as(reply.join().text()).isEqualTo(200);
    }

    @Test
    void whereTwoMessagesHaveTheIdTheCallerSaysWhich() {
        String messages = account("to-itself");
        fleet.views().message("to-itself", "3EB0SELF", "inbound", CHAT, null);
        fleet.views().message("to-itself", "3EB0SELF", "outbound", CHAT, null);
        Reply ambiguous = client.delete(messages + "3EB0SELF");
        assertThat(ambiguous.status()).isEqualTo(400);
        assertThat(ambiguous.json().at("/errors/0/pointer").asString()).isEqualTo("/from_me");
        assertThat(client.post(messages + "3EB0SELF/edit", Map.of("message", "x", "from_me", false))
                        .code())
                .isEqualTo("MESSAGE_NOT_CHANGEABLE");
        assertThat(fleet.commands("to-itself")).isEmpty();
        assertThat(client.delete(messages + "3EB0SELF?from_me=true").status()).isEqualTo(200);
        assertThat(only("to-itself")).isEqualTo(new RevokeMessage(CHAT, "3EB0SELF", true, null));
    }

    /** Who writes a message chooses its id. */
    @Test
    void aMessageThatTakesTheIdOfAnotherIsNotTakenForIt() {
        String messages = account("imitated");
        fleet.views().message("imitated", "3EB0SAME", "outbound", CHAT, null);
        fleet.views().message("imitated", "3EB0SAME", "inbound", GROUP, "15559998877");
        Reply ambiguous = client.delete(messages + "3EB0SAME");
        assertThat(ambiguous.status()).isEqualTo(400);
        assertThat(ambiguous.json().at("/errors/0/pointer").asString()).isEqualTo("/chat_id");
        assertThat(fleet.commands("imitated")).isEmpty();
        assertThat(client.post(messages + "3EB0SAME/edit", Map.of("message", "b"))
                        .status())
                .isEqualTo(200);
        assertThat(only("imitated")).isEqualTo(new EditMessage(CHAT, "3EB0SAME", true, null, "b"));
    }

    @Test
    void aRefusalOfTheWorkerIsAProblemWithItsCode() {
        String messages = account("too-late");
        Reply reply = client.post(
                messages + "3EB0OUT/edit", Map.of("message", "fail:MESSAGE_NOT_CHANGEABLE", "chat_id", CHAT));
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.code()).isEqualTo("MESSAGE_NOT_CHANGEABLE");
        assertThat(reply.json().path("command_id").asString()).isNotEmpty();
    }

    @Test
    void anIdempotencyKeyNamesOneActionWhateverTheLogHasLearned() {
        String messages = account("acting-once");
        Map<String, Object> body = Map.of("emoji", "👍", "chat_id", CHAT);
        Reply first = client.post(messages + "3EB0X/reaction", body, "Idempotency-Key", "react-1");
        fleet.views().message("acting-once", "3EB0X", "inbound", CHAT, null);
        Reply again = client.post(messages + "3EB0X/reaction", body, "Idempotency-Key", "react-1");
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(first.status()).isEqualTo(200);
        assertThat(fleet.commands("acting-once"))
                .extracting("id")
                .hasSize(2)
                .containsOnly(fleet.commands("acting-once").getFirst().id());
        assertThat(client.post(
                                messages + "3EB0X/reaction",
                                Map.of("emoji", "👎", "chat_id", CHAT),
                                "Idempotency-Key",
                                "react-1")
                        .code())
                .isEqualTo("IDEMPOTENCY_CONFLICT");
    }

    @Test
    void whoDoesNotWaitGets202() {
        String messages = account("acting-async");
        Reply reply = client.delete(messages + "3EB0X?chat_id=" + CHAT, "Prefer", "respond-async");
        assertThat(reply.status()).isEqualTo(202);
        Reply resource = client.get(reply.header("Location"));
        assertThat(resource.data().path("type").asString()).isEqualTo("revoke");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3EB0/reaction | {} | /emoji",
                "3EB0/reaction | {\"emoji\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"} | /emoji",
                "3EB0/reaction | {\"emoji\":\"\\ud83d\"} | /emoji",
                "3EB0/edit | {} | /message",
                "3EB0/edit | {\"message\":\"a\\u0000\"} | /message",
                "3EB0/edit | {\"message\":\"a\",\"chat_id\":\"status@broadcast\"} | /chat_id",
                "3EB0/edit | {\"message\":\"a\",\"from_me\":\"perhaps\"} | /from_me",
                "3EB0/forward | {} | /to",
                "3EB0/forward | {\"to\":\"15551234567\",\"client_message_id\":\" \"} | /client_message_id",
                "3EB%200%00/reaction | {\"emoji\":\"a\"} | /message_id"
            })
    void aBadRequestIsPointedAtAndNothingIsAsked(String path, String body, String pointer) {
        Reply reply = client.post(account("bad-actions") + path.strip(), body.strip());
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.json().at("/errors/0/pointer").asString()).isEqualTo(pointer.strip());
        assertThat(fleet.commands("bad-actions")).isEmpty();
    }
}
