package io.wafleet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.command.Command;
import io.wafleet.common.topic.Shards;
import io.wafleet.common.webhook.WebhookSecret;
import io.wafleet.gateway.testing.Client;
import io.wafleet.gateway.testing.Client.Reply;
import io.wafleet.gateway.testing.FleetStandIn;
import io.wafleet.gateway.testing.RunningGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandIT {

    private final FleetStandIn fleet = RunningGateway.fleet();
    private final Client client = RunningGateway.shared().client();

    @Test
    void aCreateAnswers201WithTheAccountAndItsAddress() {
        Reply reply = client.post("/api/accounts", Map.of("id", "created", "name", "Support", "network", "sandbox"));
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("Location")).isEqualTo("/api/accounts/created");
        assertThat(reply.json().path("success").asBoolean()).isTrue();
        assertThat(reply.data().at("/account/id").asString()).isEqualTo("created");
        assertThat(reply.data().at("/account/status").asString()).isEqualTo("INIT");
        assertThat(reply.data().has("qr_code")).isFalse();
    }

    @Test
    void aCreateShowsTheQrCodeThatIsThereAlready() {
        fleet.views().account("quick", "QR", "2@quick");
        Reply reply = client.post("/api/accounts", Map.of("id", "quick"));
        assertThat(reply.data().path("qr_code").asString()).startsWith("data:image/png;base64,");
        assertThat(reply.data().at("/account/metadata/team").asString()).isEqualTo("a");
    }

    @Test
    void aSendAnswersWithWhatTheWorkerSaid() {
        Reply reply = client.post(
                "/api/accounts/sender/messages/send",
                Map.of("to", "15551234567", "message", "Hello", "client_message_id", "order-1"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.data().path("provider_message_id").asString()).isEqualTo("3EB0AA");
        assertThat(reply.data().path("client_message_id").asString()).isEqualTo("order-1");
        assertThat(reply.data().path("status").asString()).isEqualTo("sent");
    }

    @ParameterizedTest
    @CsvSource({
        "ACCOUNT_NOT_FOUND,404",
        "WHATSAPP_NOT_READY,409",
        "RATE_LIMITED,429",
        "RECIPIENT_NOT_FOUND,422",
        "MEDIA_URL_REJECTED,422",
        "MESSAGE_FAILED,502"
    })
    void aFailedCommandIsAProblemWithItsCode(String code, int status) {
        Reply reply = client.post(
                "/api/accounts/failing/messages/send", Map.of("to", "15551234567", "message", "fail:" + code));
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        assertThat(reply.header("Retry-After")).isEqualTo("7");
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.json().path("success").asBoolean(true)).isFalse();
        assertThat(reply.json().at("/error/code").asString()).isEqualTo(code);
        assertThat(reply.json().at("/error/message").asString())
                .isEqualTo(reply.json().path("detail").asString());
        assertThat(Instant.parse(reply.json().path("timestamp").asString())).isNotNull();
        assertThat(reply.json().path("request_id").asString()).isEqualTo(reply.header("X-Request-Id"));
        assertThat(reply.json().path("command_id").asString()).isNotEmpty();
    }

    @Test
    void aCommandWithoutAnswerTimesOutAndItsResourceIsThere() {
        Instant start = Instant.now();
        Reply reply = client.post(
                "/api/accounts/slow/messages/send?wait=1s", Map.of("to", "15551234567", "message", "silence"));
        assertThat(reply.status()).isEqualTo(504);
        assertThat(reply.code()).isEqualTo("COMMAND_TIMEOUT");
        assertThat(Duration.between(start, Instant.now())).isBetween(Duration.ofMillis(900), Duration.ofSeconds(14));
        String id = reply.json().path("command_id").asString();
        assertThat(reply.header("Location")).isEqualTo("/api/commands/" + id);

        assertThat(client.get("/api/commands/" + id).data().path("status").asString())
                .isEqualTo("queued");
        fleet.views().completedSend(id, "slow");
        Reply later = client.get("/api/commands/" + id);
        assertThat(later.data().path("status").asString()).isEqualTo("completed");
        assertThat(later.data().at("/result/status").asString()).isEqualTo("sent");
    }

    @ParameterizedTest
    @CsvSource({"?wait=0,X-None,-", "'',Prefer,respond-async"})
    void aCallerWhoDoesNotWaitGets202AfterKafkaHasIt(String query, String header, String value) {
        String account = "async" + query.length();
        Reply reply = client.post(
                "/api/accounts/" + account + "/messages/send" + query,
                "{\"to\":\"15551234567\",\"message\":\"Hello\"}",
                header,
                value);
        assertThat(reply.status()).isEqualTo(202);
        String id = reply.data().path("command_id").asString();
        assertThat(reply.header("Location")).isEqualTo("/api/commands/" + id);
        assertThat(client.get("/api/commands/" + id).data().path("type").asString())
                .isEqualTo("send");
        Awaitility.await().until(() -> fleet.commands(account).size() == 1);
        assertThat(fleet.commands(account).getFirst().id()).isEqualTo(id);
    }

    @Test
    void anIdempotencyKeyNamesOneCommandForEver() {
        Map<String, Object> body = Map.of("to", "15551234567", "message", "Hello");
        Reply first = client.post("/api/accounts/idem/messages/send", body, "Idempotency-Key", "k1");
        Reply again = client.post("/api/accounts/idem/messages/send", body, "Idempotency-Key", "k1");
        assertThat(again.data().path("id")).isEqualTo(first.data().path("id"));
        assertThat(fleet.commands("idem"))
                .extracting("id")
                .hasSize(2)
                .containsOnly(first.data().path("id").asString());

        Reply other = client.post(
                "/api/accounts/idem/messages/send",
                Map.of("to", "15551234567", "message", "Other"),
                "Idempotency-Key",
                "k1");
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.code()).isEqualTo("IDEMPOTENCY_CONFLICT");
        assertThat(fleet.commands("idem")).hasSize(2);
    }

    @Test
    void anIdempotencyKeyMeansTheSameInWhateverOrderAClientWritesItsFields() {
        String path = "/api/accounts/ordered/messages/send";
        Reply first = client.post(
                path,
                "{\"to\":\"15551234567\",\"message\":\"Hi\",\"metadata\":{\"a\":{\"x\":1,\"y\":2},\"b\":3}}",
                "Idempotency-Key",
                "order");
        Reply again = client.post(
                path,
                "{\"metadata\":{\"b\":3,\"a\":{\"y\":2,\"x\":1}},\"message\":\"Hi\",\"to\":\"15551234567\"}",
                "Idempotency-Key",
                "order");
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(again.data().path("id")).isEqualTo(first.data().path("id"));
    }

    @ParameterizedTest
    @CsvSource({"QUEUE_FULL,429", "WHATSAPP_NOT_READY,409", "UNAVAILABLE,503"})
    void aRefusalForTheMomentDoesNotStickToItsIdempotencyKey(String code, int status) {
        String account = "busy-" + code;
        Map<String, Object> body = Map.of("to", "15551234567", "message", "fail-once:" + code);
        String path = "/api/accounts/" + account + "/messages/send";
        assertThat(client.post(path, body, "Idempotency-Key", account).status()).isEqualTo(status);
        Reply retried = client.post(path, body, "Idempotency-Key", account);
        assertThat(retried.status()).as(retried.text()).isEqualTo(200);
        Reply again = client.post(path, body, "Idempotency-Key", account);
        assertThat(again.data().path("id")).isEqualTo(retried.data().path("id"));
        List<Command> asked = fleet.commands(account);
        assertThat(asked).hasSize(3);
        assertThat(asked.get(1).id())
                .isNotEqualTo(asked.get(0).id())
                .isEqualTo(asked.get(2).id());
    }

    @Test
    void aFailureAfterWhichSomethingMayHaveBeenDoneSticks() {
        Map<String, Object> body = Map.of("to", "15551234567", "message", "fail-once:MESSAGE_FAILED");
        for (int i = 0; i < 2; i++) {
            Reply reply = client.post("/api/accounts/uncertain/messages/send", body, "Idempotency-Key", "uncertain");
            assertThat(reply.code()).isEqualTo("MESSAGE_FAILED");
        }
        assertThat(fleet.commands("uncertain"))
                .extracting("id")
                .hasSize(2)
                .containsOnly(fleet.commands("uncertain").getFirst().id());
    }

    @Test
    void anAccountsWebhookGetsASecretThatItsMakerIsTold() {
        Map<String, Object> body = Map.of("id", "signed", "webhook_url", "https://example.com/hook");
        Reply reply = client.post("/api/accounts", body, "Idempotency-Key", "signed");
        String secret = reply.data().path("webhook_secret").asString();
        assertThat(WebhookSecret.isValid(secret)).as(reply.text()).isTrue();
        assertThat(fleet.commands("signed").getFirst().data()).hasFieldOrPropertyWithValue("webhookSecret", secret);
        Reply again = client.post("/api/accounts", body, "Idempotency-Key", "signed");
        assertThat(again.data().path("webhook_secret").asString()).isEqualTo(secret);

        Reply notWaiting = client.post(
                "/api/accounts?wait=0", Map.of("id", "signed-2", "webhook_url", "https://example.com/hook"));
        assertThat(notWaiting.status()).isEqualTo(202);
        assertThat(notWaiting.data().path("webhook_secret").asString())
                .startsWith("whsec_")
                .isNotEqualTo(secret);
        Reply own = client.post(
                "/api/accounts",
                Map.of("id", "signed-3", "webhook_url", "https://example.com/hook", "webhook_secret", secret));
        assertThat(own.status()).isEqualTo(201);
        assertThat(own.data().has("webhook_secret")).isFalse();
        assertThat(client.post("/api/accounts", Map.of("id", "unsigned")).data().has("webhook_secret"))
                .isFalse();
    }

    @Test
    void aWebhookThatTheRelayWouldRefuseIsRefusedWithTheAccount() {
        Reply reply = client.post(
                "/api/accounts",
                "{\"id\":\"unhooked\",\"webhook_url\":\"ftp://example.com\",\"webhook_secret\":\"mysecret\",\"webhook_events\":[\"nonsense\"]}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.json().path("errors"))
                .extracting(problem -> problem.path("pointer").asString())
                .containsExactly("/webhook_url", "/webhook_events/0", "/webhook_secret");
        assertThat(fleet.commands("unhooked")).isEmpty();
    }

    @Test
    void anAccountWithoutIdGetsTheSameOneForTheSameIdempotencyKey() {
        Reply first = client.post("/api/accounts", Map.of("name", "A"), "Idempotency-Key", "create-1");
        Reply again = client.post("/api/accounts", Map.of("name", "A"), "Idempotency-Key", "create-1");
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    }

    @Test
    void anAccountWithoutIdGetsOneOnTheEmptiestShard() {
        int emptiest = 17;
        for (int shard = 0; shard < 24; shard++) {
            fleet.views().accountsOnShard(shard, shard == emptiest ? 0 : 9);
        }

        Reply created = client.post("/api/accounts", Map.of("name", "A"));

        String id = created.data().at("/account/id").asString();
        assertThat(Shards.of(new AccountId(id), 24)).isEqualTo(emptiest);
    }

    @Test
    void aSnapshotIsTakenAndShown() {
        Reply json = client.get("/api/accounts/shot/snapshot");
        assertThat(json.data().path("image").asString()).isEqualTo("iVBORw==");
        assertThat(json.data().path("width").asInt()).isEqualTo(2);
        Reply png = client.get("/api/accounts/shot/snapshot", "Accept", "image/png");
        assertThat(png.header("Content-Type")).isEqualTo("image/png");
        assertThat(png.bytes()).startsWith(0x89, 'P', 'N', 'G');
        Reply later = client.get("/api/accounts/shot/snapshot?wait=0", "Accept", "image/png");
        assertThat(later.status()).as(later.text()).isEqualTo(202);
        assertThat(later.header("Location"))
                .isEqualTo("/api/commands/" + later.data().path("command_id").asString());
    }

    @ParameterizedTest
    @CsvSource({"connect,POST", "disconnect,POST", "restart,POST", "logout,POST", "'',DELETE"})
    void everyStepOfAnAccountsLifeIsACommand(String step, String method) {
        String account = "life" + step;
        Reply reply = client.call(method, "/api/accounts/" + account + (step.isEmpty() ? "" : "/" + step), null);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(fleet.commands(account))
                .extracting(command -> command.type().wireName())
                .containsExactly(step.isEmpty() ? "delete" : step);
    }
}
