package io.wafleet.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.relay.TestWebhook;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Endpoints that fail for longer than their retries would last, which is a second and a half here. */
class BreakerIT {

    private static final int FAILURES_TO_OPEN = 3;
    private static final int AT_ONCE = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @AutoClose
    private static final RelayUnderTest relay = new RelayUnderTest("--wafleet.relay.failing.longest-probe=2s");

    @Test
    void whatFallsIntoALongOutageIsDeliveredAndTheEndpointIsLeftAloneMeanwhile() {
        AccountId account = relay.account();
        int events = 60;
        try (Receiver receiver = new Receiver();
                ConfigurableApplicationContext second = relay.another()) {
            relay.endpoint(account, receiver);
            receiver.status = 503;
            List<String> texts = relay.publishTexts(account, events);

            await().atMost(PATIENCE).until(() -> failedProbes(account) >= 3);
            await().atMost(PATIENCE).until(() -> deliveries(account).size() == events);
            assertThat(second.isRunning()).isTrue();
            assertThat(breaker(account)).isNotEqualTo("closed");
            assertThat(receiver.received().size() - failedProbes(account))
                    .as("what was not a probe, of both relays")
                    .isLessThanOrEqualTo(FAILURES_TO_OPEN + 2 * AT_ONCE);
            assertThat(deliveries(account)).containsOnly("pending");
            receiver.status = 200;

            await().atMost(PATIENCE).until(() -> deliveries(account).stream().allMatch("delivered"::equals));
            assertThat(breaker(account)).isEqualTo("closed");
            assertThat(receiver.texts()).containsAll(texts);
        }
    }

    @Test
    void aLoneEventIsNotGivenUpWhileItsEndpointIsDown() {
        AccountId account = relay.account();
        try (Receiver receiver = new Receiver()) {
            relay.endpoint(account, receiver);
            receiver.status = 500;
            relay.publish(RelayUnderTest.text(account, "M", "patience"));

            await().atMost(PATIENCE).until(() -> receiver.received().size() >= 6);
            assertThat(deliveries(account)).containsExactly("pending");
            receiver.status = 200;

            await().atMost(PATIENCE).until(() -> deliveries(account).equals(List.of("delivered")));
            assertThat(relay.rows("""
                            select count(*) from relay.attempt a join relay.delivery d on d.id = a.delivery_id
                            where d.account_id = ?
                            """, account.value()))
                    .containsExactly(Integer.toString(receiver.received().size()));
        }
    }

    @Test
    void whatAnEndpointNeverTakesKeepsTheOthersNotWaitingAndIsGivenUp() {
        AccountId account = relay.account();
        try (Receiver receiver = new Receiver()) {
            relay.endpoint(account, receiver);
            receiver.breaksAt = "poison";
            relay.publish(RelayUnderTest.text(account, "P", "poison"));
            await().atMost(PATIENCE).until(() -> !breaker(account).equals("closed"));

            relay.publish(RelayUnderTest.text(account, "M1", "good"));

            await().atMost(PATIENCE).until(() -> receiver.texts().contains("good"));
            await().atMost(PATIENCE).until(() -> deliveries(account).equals(List.of("dead", "delivered")));
        }
    }

    @Test
    void whatIsTooOldUsesUpItsRetriesAlsoAsAProbe() {
        AccountId account = relay.account();
        try (Receiver receiver = new Receiver()) {
            relay.endpoint(account, receiver);
            receiver.status = 500;
            relay.publish(RelayUnderTest.text(account, "M", "old"));
            await().atMost(PATIENCE).until(() -> receiver.received().size() >= 6);

            relay.database()
                    .sql("update relay.delivery set created_at = now() - interval '76 hours' where account_id = ?")
                    .param(account.value())
                    .update();

            await().atMost(PATIENCE).until(() -> deliveries(account).equals(List.of("dead")));
        }
    }

    @Test
    void anEndpointThatRefusesIsNotDown() {
        AccountId account = relay.account();
        try (Receiver receiver = new Receiver()) {
            relay.endpoint(account, receiver);
            receiver.status = 400;
            relay.publishTexts(account, 20);

            await().atMost(PATIENCE)
                    .until(() -> deliveries(account).size() == 20
                            && deliveries(account).stream().allMatch("dead"::equals));
            assertThat(receiver.received()).hasSize(20);
            assertThat(breaker(account)).isEqualTo("closed");
        }
    }

    @Test
    void aTestThatSucceedsClosesIt() {
        AccountId account = relay.account();
        try (Receiver receiver = new Receiver()) {
            openedForAnHour(account, receiver);

            receiver.status = 200;
            relay.ask(account, new TestWebhook(null, null));

            await().atMost(PATIENCE).until(() -> deliveries(account).stream().allMatch("delivered"::equals));
        }
    }

    @Test
    void aNewAddressClosesIt() {
        AccountId account = relay.account();
        try (Receiver receiver = new Receiver();
                Receiver next = new Receiver()) {
            openedForAnHour(account, receiver);

            relay.endpoint(account, next);

            await().atMost(PATIENCE).until(() -> next.texts().contains("waits"));
        }
    }

    /** It has been seen to fail, and would not be tried before an hour is over. */
    private static void openedForAnHour(AccountId account, Receiver receiver) {
        relay.endpoint(account, receiver);
        receiver.status = 503;
        relay.publish(RelayUnderTest.text(account, "M", "waits"));
        await().atMost(PATIENCE)
                .until(() -> relay.database().sql("""
                                update relay.failing_endpoint set probe_at = now() + interval '1 hour'
                                where probe_at is not null and not probing
                                  and endpoint_key = (select key from relay.endpoint where account_id = ?)
                                """).param(account.value()).update() == 1);
        assertThat(relay.rows("""
                        select breaker, next_probe_at > now() + interval '50 minutes' from relay.endpoint_view
                        where account_id = ?
                        """, account.value())).containsExactly("open t");
    }

    private static int failedProbes(AccountId account) {
        return relay.rows("""
                        select failed_probes from relay.failing_endpoint f join relay.endpoint e on e.key = f.endpoint_key
                        where e.account_id = ?
                        """, account.value()).stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    private static String breaker(AccountId account) {
        return relay.rows("select breaker from relay.endpoint_view where account_id = ?", account.value())
                .getFirst();
    }

    private static List<String> deliveries(AccountId account) {
        return relay.rows("select status from relay.delivery where account_id = ? order by seq", account.value());
    }
}
