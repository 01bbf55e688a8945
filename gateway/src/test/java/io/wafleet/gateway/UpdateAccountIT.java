package io.wafleet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.command.Command;
import io.wafleet.common.command.CreateAccount;
import io.wafleet.common.command.PacingChange;
import io.wafleet.common.command.UpdateAccount;
import io.wafleet.gateway.testing.Client;
import io.wafleet.gateway.testing.Client.Reply;
import io.wafleet.gateway.testing.FleetStandIn;
import io.wafleet.gateway.testing.RunningGateway;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateAccountIT {

    private final FleetStandIn fleet = RunningGateway.fleet();
    private final RunningGateway gateway = RunningGateway.shared();
    private final Client client = gateway.client();

    private static Reply patch(Client client, String account, String body, String... headers) {
        return client.call("PATCH", "/api/accounts/" + account, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    @Test
    void aChangeGoesToTheWorkerAsItWasMeantWithItsNulls() {
        fleet.views().account("changed", "READY", null);
        Reply reply = patch(client, "changed", """
                {"name":"Sales","metadata":{"team":"b"},"pacing":{"per_minute":5,"per_hour":null}}""");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.data().path("id").asString()).isEqualTo("changed");
        UpdateAccount sent =
                (UpdateAccount) fleet.commands("changed").getFirst().data();
        assertThat(sent.name()).isEqualTo("Sales");
        assertThat(sent.metadata()).isEqualTo(Map.of("team", "b"));
        assertThat(sent.pacing().fields())
                .containsOnlyKeys("per_minute", "per_hour")
                .containsEntry("per_minute", 5)
                .containsEntry("per_hour", null);
    }

    @Test
    void aPaceThatIsNullSetsAllOfItBackAndOneThatIsAbsentNothing() {
        assertThat(patch(client, "reset", "{\"pacing\":null}").status()).isEqualTo(200);
        assertThat(patch(client, "reset", "{}").status()).isEqualTo(200);
        assertThat(fleet.commands("reset"))
                .extracting(command -> ((UpdateAccount) command.data()).pacing())
                .containsExactly(PacingChange.reset(), null);
    }

    @Test
    void anAccountCanBeMadeWithItsOwnPace() {
        Reply reply =
                client.post("/api/accounts", "{\"id\":\"paced\",\"pacing\":{\"enabled\":true,\"gap_min_ms\":100}}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        CreateAccount sent = (CreateAccount) fleet.commands("paced").getFirst().data();
        assertThat(sent.pacing()).isEqualTo(new PacingChange(Map.of("enabled", true, "gap_min_ms", 100)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\" \"} | /name",
                "{\"pacing\":5} | /pacing",
                "{\"pacing\":{\"per_day\":0}} | /pacing/per_day",
                "{\"pacing\":{\"enabled\":\"no\"}} | /pacing/enabled",
                "{\"pacing\":{\"gap_min_ms\":9,\"gap_max_ms\":8}} | /pacing/gap_min_ms",
            })
    void whatMakesNoSenseIsPointedAtAndGoesNowhere(String body, String pointer) {
        for (Reply reply : List.of(
                patch(client, "refused", body),
                client.post("/api/accounts", "{\"id\":\"refused\"," + body.substring(1)))) {
            assertThat(reply.status()).as(reply.text()).isEqualTo(400);
            assertThat(reply.json().at("/errors/0/pointer").asString()).isEqualTo(pointer);
        }
        assertThat(fleet.commands("refused")).isEmpty();
    }

    @Test
    void theSameKeyIsTheSameChangeAndAnotherNullIsAnother() {
        String key = "Idempotency-Key";
        assertThat(patch(client, "keyed", "{\"pacing\":{\"per_day\":null}}", key, "change-1")
                        .status())
                .isEqualTo(200);
        assertThat(patch(client, "keyed", "{\"pacing\":{\"per_day\":null}}", key, "change-1")
                        .status())
                .isEqualTo(200);
        assertThat(patch(client, "keyed", "{\"pacing\":{}}", key, "change-1").code())
                .isEqualTo("IDEMPOTENCY_CONFLICT");
        assertThat(fleet.commands("keyed").stream().map(Command::id).distinct()).hasSize(1);
    }

    @Test
    void theStateOfAnAccountHasItsPaceAndWhatItHasSentOfLate() {
        fleet.views().pacing("{\"sandbox\":{\"enabled\":false,\"per_minute\":20,\"per_hour\":100}}");
        fleet.views().account("used", "READY", null);
        fleet.views().pacing("used", "{\"enabled\":true,\"per_hour\":7}");
        fleet.views().askedToSend("used", 10);
        fleet.views().askedToSend("used", 600);

        Reply status = client.get("/api/accounts/used/status");
        assertThat(status.status()).as(status.text()).isEqualTo(200);
        assertThat(status.data().at("/pacing/enabled").asBoolean()).isTrue();
        assertThat(status.data().at("/pacing/per_minute").asInt()).isEqualTo(20);
        assertThat(status.data().at("/pacing/per_hour").asInt()).isEqualTo(7);
        assertThat(status.data().at("/recent_sends/last_minute").asInt()).isEqualTo(1);
        assertThat(status.data().at("/recent_sends/last_hour").asInt()).isEqualTo(2);
        assertThat(client.get("/api/accounts/used")
                        .data()
                        .at("/pacing/per_hour")
                        .asInt())
                .isEqualTo(7);

        fleet.views().account("unused", "READY", null);
        assertThat(client.get("/api/accounts/unused/status")
                        .data()
                        .at("/recent_sends/last_day")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void aChangeTakesTheRightToControl() {
        Reply made = client.post(
                "/api/keys", Map.of("name", "test", "scopes", List.of("read", "send"), "accounts", List.of("held")));
        Client sender = gateway.client(made.data().path("api_key").asString());
        assertThat(patch(sender, "held", "{\"pacing\":{\"enabled\":false}}").status())
                .isEqualTo(403);
        assertThat(fleet.commands("held")).isEmpty();
    }
}
