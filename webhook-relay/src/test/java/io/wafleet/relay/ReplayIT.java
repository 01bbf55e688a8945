package io.wafleet.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.event.CommandCompleted;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.relay.ConfigureWebhook;
import io.wafleet.common.relay.RelayCommand;
import io.wafleet.common.relay.ReplayDeliveries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Replays of many deliveries; a page is 2,000 rows. */
class ReplayIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @AutoClose
    private static final RelayUnderTest relay = new RelayUnderTest();

    @Test
    void whatWasGivenUpIsDeliveredOnceMore() {
        AccountId account = relay.account();
        try (Receiver receiver = new Receiver()) {
            relay.endpoint(account, receiver);
            given(account, 300, "dead", "1 hour");

            JsonNode result = replayed(account, new ReplayDeliveries(null, null, null, null, null));

            assertThat(result).isEqualTo(progress(300, 300, 0));
            await().atMost(PATIENCE).until(() -> statuses(account).equals(List.of("delivered 300")));
            assertThat(receiver.received().stream()
                            .map(request -> request.header("webhook-id"))
                            .distinct())
                    .hasSize(300);
        }
    }

    @Test
    void onlyWhatFitsIsReplayed() {
        AccountId account = relay.account();
        AccountId other = relay.account();
        try (Receiver receiver = new Receiver()) {
            relay.endpoint(account, receiver);
            relay.endpoint(other, receiver);
            given(account, 1, "dead", "3 hours");
            given(account, 2, "dead", "1 hour");
            given(account, 4, "delivered", "1 hour");
            given(other, 8, "dead", "1 hour");
            Instant twoHoursAgo = Instant.now().minus(Duration.ofHours(2));

            assertThat(total(account, new ReplayDeliveries("other", null, null, null, null)))
                    .isZero();
            assertThat(total(account, new ReplayDeliveries(null, true, null, null, null)))
                    .isZero();
            assertThat(total(account, new ReplayDeliveries("default", false, "delivered", null, twoHoursAgo)))
                    .isZero();
            assertThat(total(account, new ReplayDeliveries("default", false, null, twoHoursAgo, null)))
                    .isEqualTo(2);

            await().atMost(PATIENCE).until(() -> statuses(account).equals(List.of("dead 1", "delivered 6")));
            assertThat(statuses(other)).containsExactly("dead 8");
            assertThat(receiver.received()).hasSize(2);
        }
    }

    @Test
    void aReplayTellsHowFarItIsAndGoesOnAfterARestart() {
        AccountId account = relay.account();
        int rows = 100_000;
        relay.ask(account, RelayUnderTest.endpointAt("http://127.0.0.1:1/"));
        relay.ask(account, new ConfigureWebhook(null, null, null, null, null, null, null, null, null, null, false));
        given(account, rows, "dead", "1 hour");
        RelayCommand command =
                RelayCommand.of(account, Instant.now(), "test", new ReplayDeliveries(null, null, null, null, null));

        relay.publish(command);
        await().atMost(PATIENCE)
                .until(() -> !relay.rows("""
                        select 1 from relay.command_view where id = ? and status = 'running'
                          and (result ->> 'total')::int = ? and (result ->> 'skipped')::int between 1 and ?
                        """, command.id(), rows, rows - 1).isEmpty());
        relay.stop();
        relay.start();

        await().atMost(PATIENCE)
                .until(() -> relay.rows("select status from relay.command_view where id = ?", command.id())
                        .equals(List.of("completed")));
        assertThat(((CommandCompleted) relay.result(command.id()).data()).result())
                .as("each is seen once; the endpoint is disabled")
                .isEqualTo(progress(rows, 0, rows));
    }

    /** So many deliveries of the account's endpoint that came in so long ago. */
    private static void given(AccountId account, int count, String status, String ago) {
        for (int left = count; left > 0; left -= 5_000) {
            relay.database()
                    .sql("""
                            insert into relay.delivery (id, endpoint_key, endpoint_id, account_id, global, url, event_id, event,
                              event_at, payload, status, attempts, in_lane, next_at, created_at)
                            select gen_random_uuid()::text, e.key, e.id, e.account_id, false, e.url, gen_random_uuid()::text,
                              'message.received', now(), '{"attempt":1}', ?, 1, false, now(), now() - ?::interval
                            from relay.endpoint e, generate_series(1, ?) where e.account_id = ?
                            """)
                    .params(status, ago, Math.min(left, 5_000), account.value())
                    .update();
        }
    }

    private static JsonNode replayed(AccountId account, ReplayDeliveries wish) {
        return ((CommandCompleted) relay.ask(account, wish).data()).result();
    }

    private static JsonNode progress(int total, int replayed, int skipped) {
        return ContractJson.mapper().valueToTree(Map.of("total", total, "replayed", replayed, "skipped", skipped));
    }

    private static int total(AccountId account, ReplayDeliveries wish) {
        return replayed(account, wish).path("total").asInt();
    }

    private static List<String> statuses(AccountId account) {
        return relay.rows(
                "select status, count(*) from relay.delivery where account_id = ? group by status order by status",
                account.value());
    }
}
