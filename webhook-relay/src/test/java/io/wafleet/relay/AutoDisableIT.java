package io.wafleet.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.event.Event;
import io.wafleet.common.event.WebhookDisabled;
import io.wafleet.common.event.WebhookFailing;
import io.wafleet.common.relay.ConfigureWebhook;
import io.wafleet.common.topic.Topics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Days of failures, on a clock that is put forward half a day at a time. */
class AutoDisableIT {

    private static final AdjustableClock CLOCK = new AdjustableClock();

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @AutoClose
    private static final RelayUnderTest relay = new RelayUnderTest(CLOCK, "--wafleet.relay.failing.longest-probe=1s");

    @Test
    void anEndpointThatOnlyFailsForDaysIsDisabledAfterAlertsAndComesBackWhenItIsEnabled() {
        AccountId account = relay.account();
        try (Receiver failing = new Receiver();
                Receiver other = new Receiver()) {
            relay.endpoint(account, failing);
            relay.ask(account, endpoint("other", other, List.of("webhook.*")));
            failing.status = 500;
            fails(account, 0);

            for (int halfDay = 1; halfDay <= 10; halfDay++) {
                CLOCK.forward(Duration.ofHours(12));
                fails(account, halfDay);
                if (List.of(5, 7, 9, 10).contains(halfDay)) {
                    int alerts = List.of(5, 7, 9, 10).indexOf(halfDay) + 1;
                    await().atMost(PATIENCE).until(() -> other.received().size() == alerts);
                }
            }

            assertThat(other.received().subList(0, 3))
                    .extracting(alert -> alert.json().path("event").asString() + " "
                            + alert.json().at("/data/endpoint_id").asString() + " "
                            + alert.json().at("/data/percent").asInt())
                    .containsExactly(
                            "webhook.failing default 50", "webhook.failing default 70", "webhook.failing default 90");
            assertThat(other.received().get(3).json().path("event").asString()).isEqualTo("webhook.disabled");
            assertThat(other.received().get(3).json().at("/data/reason").asString())
                    .isEqualTo("FAILING");
            assertThat(shown(account)).containsExactly("default f FAILING", "other t null");
            await().atMost(PATIENCE).until(() -> alerts(account).size() == 4);

            failing.status = 200;
            relay.ask(account, enabled());
            relay.publish(RelayUnderTest.text(account, "N", "news"));

            await().atMost(PATIENCE).until(() -> failing.texts().contains("news"));
            assertThat(shown(account)).containsExactly("default t null", "other t null");
        }
    }

    @Test
    void anEndpointThatSucceedsNowAndThenIsNotDisabled() {
        AccountId account = relay.account();
        try (Receiver sporadic = new Receiver()) {
            relay.endpoint(account, sporadic);
            for (int halfDay = 0; halfDay <= 12; halfDay++) {
                sporadic.status = halfDay % 4 == 0 ? 200 : 500;
                String text = "text " + halfDay;
                relay.publish(RelayUnderTest.text(account, "M" + halfDay, text));
                await().atMost(PATIENCE).until(() -> sporadic.texts().contains(text));
                if (sporadic.status == 200) {
                    await().atMost(PATIENCE)
                            .until(() -> relay.rows(
                                            "select 1 from relay.endpoint_view where account_id = ? and failing_since is null",
                                            account.value())
                                    .equals(List.of("1")));
                }
                CLOCK.forward(Duration.ofHours(12));
            }

            assertThat(alerts(account)).isEmpty();
            assertThat(shown(account)).containsExactly("default t null");
        }
    }

    @Test
    void anEndpointThatSaysItIsGoneIsToldOf() {
        AccountId account = relay.account();
        try (Receiver gone = new Receiver();
                Receiver other = new Receiver()) {
            relay.endpoint(account, gone);
            relay.ask(account, endpoint("other", other, List.of("webhook.disabled")));
            gone.status = 410;
            relay.publish(RelayUnderTest.text(account, "M", "Hello"));

            await().atMost(PATIENCE).until(() -> other.received().size() == 1);

            assertThat(other.received().getFirst().json().at("/data/reason").asString())
                    .isEqualTo("GONE");
        }
    }

    /** One more event that the endpoint fails for, noted at the present time. */
    private static void fails(AccountId account, int number) {
        String now = CLOCK.instant().toString();
        relay.publish(RelayUnderTest.text(account, "M" + number, "text " + number));
        await().atMost(PATIENCE)
                .until(() -> relay.rows("""
                        select 1 from relay.failing_endpoint f join relay.endpoint e on e.key = f.endpoint_key
                        where e.account_id = ? and f.last_at >= ?::timestamptz
                        """, account.value(), now).size() == 1);
    }

    private static List<Event> alerts(AccountId account) {
        return relay.heard(Topics.EVENTS).stream()
                .map(RelayUnderTest::read)
                .filter(event -> account.equals(event.accountId()))
                .filter(event -> event.data() instanceof WebhookFailing || event.data() instanceof WebhookDisabled)
                .toList();
    }

    private static List<String> shown(AccountId account) {
        return relay.rows(
                "select id, enabled, disabled_reason from relay.endpoint_view where account_id = ? order by id",
                account.value());
    }

    private static ConfigureWebhook endpoint(String id, Receiver receiver, List<String> events) {
        return new ConfigureWebhook(id, receiver.url(), events, null, null, null, null, null, null, 200, null);
    }

    private static ConfigureWebhook enabled() {
        return new ConfigureWebhook(null, null, null, null, null, null, null, null, null, null, true);
    }
}
