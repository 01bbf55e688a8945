package io.wafleet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.command.AnswerPasskey;
import io.wafleet.common.command.RequestPairingCode;
import io.wafleet.common.json.ContractJson;
import io.wafleet.gateway.testing.Client;
import io.wafleet.gateway.testing.Client.Reply;
import io.wafleet.gateway.testing.FleetStandIn;
import io.wafleet.gateway.testing.RunningGateway;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PairingIT {

    private final FleetStandIn fleet = RunningGateway.fleet();
    private final RunningGateway gateway = RunningGateway.shared();
    private final Client client = gateway.client();

    @Test
    void aPairingCodeIsShownForAPhone() {
        Reply reply = client.post("/api/accounts/coded/pairing-code", Map.of("phone", "+15557654321"));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.data().path("code").asString()).isEqualTo("ABCD1234");
        assertThat(reply.data().path("expires_at").asString()).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(fleet.commands("coded").getFirst().data()).isEqualTo(new RequestPairingCode("+15557654321"));
    }

    @Test
    void thePromptThatWaitsIsShownUntilItExpires() {
        fleet.views().account("asked", "PASSKEY", null);
        Reply none = client.get("/api/accounts/asked/passkey");
        assertThat(none.status()).isEqualTo(409);
        assertThat(none.code()).isEqualTo("PASSKEY_NOT_ASKED");
        fleet.views().passkey("asked", "{\"challenge\":\"AQID\",\"rpId\":\"web.whatsapp.com\"}", 60);
        Reply waiting = client.get("/api/accounts/asked/passkey");
        assertThat(waiting.status()).as(waiting.text()).isEqualTo(200);
        assertThat(waiting.data().at("/request/rpId").asString()).isEqualTo("web.whatsapp.com");
        assertThat(Instant.parse(waiting.data().path("expires_at").asString())).isAfter(Instant.now());

        fleet.views().account("asked-before", "QR", "2@x");
        fleet.views().passkey("asked-before", "{\"challenge\":\"AQID\"}", -1);
        assertThat(client.get("/api/accounts/asked-before/passkey").code()).isEqualTo("PASSKEY_NOT_ASKED");
        assertThat(client.get("/api/accounts/never-made/passkey").code()).isEqualTo("ACCOUNT_NOT_FOUND");
    }

    @Test
    void aPasskeysAssertionGoesToTheWorkerAsTheBrowserGaveIt() {
        String assertion = """
                {"id":"AQID","rawId":"AQID","type":"public-key","authenticatorAttachment":null,"clientExtensionResults":{},
                 "response":{"clientDataJSON":"e30","authenticatorData":"AA","signature":"BB","userHandle":null}}""";
        Reply reply = client.post("/api/accounts/passkeyed/passkey", "{\"assertion\":" + assertion + "}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        AnswerPasskey sent =
                (AnswerPasskey) fleet.commands("passkeyed").getFirst().data();
        assertThat(ContractJson.mapper().<JsonNode>valueToTree(sent.assertion()))
                .isEqualTo(ContractJson.mapper().readTree(assertion));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"assertion\":{}}", "{\"assertion\":{\"id\":\"a\"}}", "{\"assertion\":[]}"})
    void whatIsNoCredentialIsRefused(String body) {
        Reply reply = client.post("/api/accounts/unkeyed/passkey", body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.json().at("/errors/0/pointer").asString()).isEqualTo("/assertion");
        assertThat(fleet.commands("unkeyed")).isEmpty();
    }

    @Test
    void aNumberThatIsNoneGetsNoCode() {
        Reply reply = client.post("/api/accounts/uncoded/pairing-code", Map.of("phone", "my phone"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/errors/0/pointer").asString()).isEqualTo("/phone");
    }

    @Test
    void linkingTakesTheRightToControl() {
        Reply made = client.post(
                "/api/keys", Map.of("name", "test", "scopes", List.of("read", "send"), "accounts", List.of("guarded")));
        Client sender = gateway.client(made.data().path("api_key").asString());
        assertThat(sender.post("/api/accounts/guarded/pairing-code", Map.of("phone", "15557654321"))
                        .status())
                .isEqualTo(403);
        assertThat(sender.get("/api/accounts/guarded/passkey").status()).isEqualTo(403);
        assertThat(sender.post("/api/accounts/guarded/passkey", "{\"assertion\":{\"id\":\"a\",\"response\":{}}}")
                        .status())
                .isEqualTo(403);
        assertThat(fleet.commands("guarded")).isEmpty();
    }
}
