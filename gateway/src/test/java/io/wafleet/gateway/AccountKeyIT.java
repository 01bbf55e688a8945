package io.wafleet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.event.AccountDeleted;
import io.wafleet.common.event.Event;
import io.wafleet.common.event.EventIds;
import io.wafleet.common.relay.ReplayDeliveries;
import io.wafleet.gateway.testing.Client;
import io.wafleet.gateway.testing.Client.Reply;
import io.wafleet.gateway.testing.FleetStandIn;
import io.wafleet.gateway.testing.Listening;
import io.wafleet.gateway.testing.RunningGateway;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a key for some accounts sees of what lies under ids that do not name an account. */
class AccountKeyIT {

    private final FleetStandIn fleet = RunningGateway.fleet();
    private final RunningGateway gateway = RunningGateway.shared();
    private final Client admin = gateway.client();

    private Client keyFor(String account, String... scopes) {
        Reply made = admin.post(
                "/api/keys", Map.of("name", "test", "scopes", List.of(scopes), "accounts", List.of(account)));
        return gateway.client(made.data().path("api_key").asString());
    }

    @Test
    void filesOfOtherAccountsAreNotThere() {
        fleet.views().media("med_own", "own-files", "image/png", "a.png", new byte[] {1});
        String hash = fleet.views().media("med_other", "other-files", "image/png", "a.png", new byte[] {2});
        Client limited = keyFor("own-files", "read");
        assertThat(limited.get("/api/media/med_own").bytes()).containsExactly(1);
        assertThat(limited.get("/api/media/med_other").code()).isEqualTo("MEDIA_NOT_FOUND");
        assertThat(limited.get("/api/media/med_other", "If-None-Match", "\"" + hash + "\"")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void commandsOfOtherAccountsAreNotThere() {
        fleet.views().completedSend("cmd-own", "own-commands");
        fleet.views().completedSend("cmd-other", "other-commands");
        Client limited = keyFor("own-commands", "read");
        assertThat(limited.get("/api/commands/cmd-own").data().path("status").asString())
                .isEqualTo("completed");
        assertThat(limited.get("/api/commands/cmd-other").code()).isEqualTo("COMMAND_NOT_FOUND");
    }

    @Test
    void whoMayGiveACommandMaySeeHowItEnds() {
        Client sender = keyFor("sending", "send");
        Reply accepted =
                sender.post("/api/accounts/sending/messages/send?wait=0", Map.of("to", "15551234567", "message", "Hi"));
        assertThat(accepted.status()).isEqualTo(202);
        String location = accepted.header("Location");
        assertThat(sender.get(location).status()).isEqualTo(200);
        assertThat(keyFor("sending", "control").get(location).code()).isEqualTo("FORBIDDEN");

        Client controller = keyFor("controlled", "control");
        Reply restart = controller.post("/api/accounts/controlled/restart?wait=0", "");
        assertThat(controller.get(restart.header("Location")).status()).isEqualTo(200);
        assertThat(keyFor("controlled", "send").get(restart.header("Location")).code())
                .isEqualTo("FORBIDDEN");
        assertThat(keyFor("controlled", "read").get(restart.header("Location")).status())
                .isEqualTo(200);
    }

    @Test
    void deliveriesOfOtherAccountsAreNotThere() {
        fleet.views().delivery("dlv_own", "own-deliveries", false);
        fleet.views().delivery("dlv_other", "other-deliveries", false);
        Client limited = keyFor("own-deliveries", "read", "control");
        assertThat(limited.get("/api/webhook-deliveries/dlv_own")
                        .data()
                        .path("url")
                        .asString())
                .isEqualTo("https://example.com");
        assertThat(limited.post("/api/webhook-deliveries/dlv_own/replay", "").status())
                .isEqualTo(200);
        assertThat(limited.get("/api/webhook-deliveries/dlv_other").code()).isEqualTo("DELIVERY_NOT_FOUND");
        assertThat(limited.post("/api/webhook-deliveries/dlv_other/replay", "").code())
                .isEqualTo("DELIVERY_NOT_FOUND");
        assertThat(limited.get("/api/accounts/other-deliveries/webhook-logs").code())
                .isEqualTo("FORBIDDEN");
    }

    @Test
    void theGlobalEndpointIsNobodysWhoSeesSomeAccountsOnly() {
        fleet.views().delivery("dlv_global", "globally-heard", true);
        Client limited = keyFor("globally-heard", "read", "control");
        for (String path :
                new String[] {"/api/webhook-deliveries/dlv_global", "/api/accounts/globally-heard/webhook-logs"}) {
            assertThat(admin.get(path).text()).contains("https://example.com", "busy");
            Reply shown = limited.get(path);
            assertThat(shown.status()).isEqualTo(200);
            assertThat(shown.text()).contains("dlv_global", "503").doesNotContain("https://example.com", "busy");
        }
        assertThat(limited.post("/api/webhook-deliveries/dlv_global/replay", "").code())
                .isEqualTo("FORBIDDEN");
        assertThat(admin.post("/api/webhook-deliveries/dlv_global/replay", "").status())
                .isEqualTo(200);
    }

    @Test
    void onlyOwnDeliveriesAreReplayedAndLookedThrough() {
        fleet.views().delivery("dlv_of_mine", "own-replays", false);
        fleet.views().delivery("dlv_heard_by_all", "own-replays", true);
        Client limited = keyFor("own-replays", "read", "control");

        Reply replay = limited.post("/api/webhook-deliveries/replay", "{\"account_id\":\"own-replays\"}");
        assertThat(replay.status()).isEqualTo(202);
        Awaitility.await()
                .until(() -> fleet.relayCommands().stream()
                        .anyMatch(
                                command -> new ReplayDeliveries(null, false, null, null, null).equals(command.data())));
        for (String tooMuch :
                new String[] {"{}", "{\"account_id\":\"others\"}", "{\"account_id\":\"own-replays\",\"global\":true}"
                }) {
            assertThat(limited.post("/api/webhook-deliveries/replay", tooMuch).code())
                    .as(tooMuch)
                    .isEqualTo("FORBIDDEN");
        }
        assertThat(admin.post("/api/webhook-deliveries/replay", "{\"status\":\"lost\"}")
                        .code())
                .isEqualTo("INVALID_REQUEST");

        assertThat(limited.get("/api/accounts/own-replays/webhooks/default/logs")
                        .text())
                .contains("dlv_of_mine")
                .doesNotContain("dlv_heard_by_all");
        assertThat(limited.get("/api/accounts/own-replays/webhook-logs?endpoint_id=other")
                        .data()
                        .path("deliveries"))
                .isEmpty();
        assertThat(limited.get("/api/dashboard/webhook/logs").code()).isEqualTo("FORBIDDEN");
        assertThat(admin.get("/api/dashboard/webhook/logs").text())
                .contains("dlv_heard_by_all")
                .doesNotContain("dlv_of_mine");
    }

    @Test
    void messagesOfOtherAccountsAreForbidden() {
        fleet.views().message("own-messages", "m1", 201, "mine");
        fleet.views().message("other-messages", "m1", 202, "theirs");
        Client limited = keyFor("own-messages", "read");
        assertThat(limited.get("/api/accounts/own-messages/messages/m1")
                        .data()
                        .path("message")
                        .asString())
                .isEqualTo("mine");
        assertThat(limited.get("/api/accounts/other-messages/messages").code()).isEqualTo("FORBIDDEN");
        assertThat(limited.get("/api/accounts/other-messages/messages/m1").code())
                .isEqualTo("FORBIDDEN");
    }

    @Test
    void eventsOfOtherAccountsAreNotHeardNeitherLiveNorLater() throws Exception {
        Client limited = keyFor("own-events", "read");
        assertThat(limited.get("/api/events?account_id=other-events").code()).isEqualTo("FORBIDDEN");
        String seen;
        try (Listening live = Listening.to(limited, "")) {
            String theirs = publish("other-events");
            seen = publish("own-events");
            Awaitility.await().until(() -> live.has("id:" + seen));
            assertThat(live.lines()).doesNotContain("id:" + theirs);
        }
        String theirs = publish("other-events");
        String ours = publish("own-events");
        try (Listening later = Listening.to(limited, "", "Last-Event-ID", seen)) {
            Awaitility.await().until(() -> later.has("id:" + ours));
            assertThat(later.lines()).doesNotContain("id:" + theirs);
        }
    }

    private String publish(String account) {
        String id = EventIds.unique();
        fleet.publish(new Event(id, new AccountId(account), Instant.now(), "test", 1, 1, false, new AccountDeleted()));
        return id;
    }
}
