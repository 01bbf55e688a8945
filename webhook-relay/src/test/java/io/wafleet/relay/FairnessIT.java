package io.wafleet.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.relay.ConfigureWebhook;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** More endpoints that hang than there are slots, 20 and 8, 2 for each, and no breaker that keeps them out. */
class FairnessIT {

    private static final int HUNG = 20;

    @AutoClose
    private static final RelayUnderTest relay = new RelayUnderTest(
            "--wafleet.relay.concurrency=8",
            "--wafleet.relay.concurrency-per-endpoint=2",
            "--wafleet.relay.failing.failures-to-open=1000");

    @Test
    void retriesThatHangKeepNoFirstAttemptWaiting() {
        List<Receiver> hung = new ArrayList<>();
        try (Receiver healthy = new Receiver()) {
            AccountId quick = relay.account();
            relay.endpoint(quick, healthy);
            for (int i = 0; i < HUNG; i++) {
                hung.add(endpoint(60_000, receiver -> {
                    receiver.status = 503;
                    receiver.hangsAtRetries = true;
                }));
            }
            await().until(() -> count(hung, 2) >= 4);

            for (int i = 0; i < 10; i++) {
                String text = "quick " + i;
                relay.publish(RelayUnderTest.text(quick, "Q" + i, text));
                await().until(() -> healthy.texts().contains(text));
            }

            assertThat(count(hung, 2)).as("half of the slots are for retries").isEqualTo(4);
        } finally {
            close(hung);
        }
    }

    @Test
    void anEndpointThatHangsHoldsItsOwnSlotsAlone() {
        Receiver hung = endpoint(60_000, receiver -> {
            receiver.status = 503;
            receiver.hangsAtRetries = true;
        });
        try (Receiver healthy = new Receiver()) {
            AccountId quick = relay.account();
            relay.endpoint(quick, healthy);
            await().until(() -> count(List.of(hung), 2) >= 2);

            for (int i = 0; i < 10; i++) {
                String text = "quick " + i;
                relay.publish(RelayUnderTest.text(quick, "Q" + i, text));
                await().until(() -> healthy.texts().contains(text));
            }

            assertThat(count(List.of(hung), 2)).isEqualTo(2);
        } finally {
            close(List.of(hung));
        }
    }

    @Test
    void firstAttemptsThatHangTakeTurns() {
        List<Receiver> hung = new ArrayList<>();
        try (Receiver healthy = new Receiver()) {
            AccountId quick = relay.account();
            relay.endpoint(quick, healthy);
            for (int i = 0; i < HUNG; i++) {
                hung.add(endpoint(1_000, receiver -> receiver.hangs = true));
            }
            await().until(() -> count(hung, 1) >= 7);

            relay.publish(RelayUnderTest.text(quick, "Q", "quick"));

            await().until(() -> healthy.texts().contains("quick"));
        } finally {
            close(hung);
        }
    }

    /** What waits for them is given up first: the system may give their ports to receivers of the next test. */
    private static void close(List<Receiver> hung) {
        relay.database()
                .sql("update relay.delivery set status = 'cancelled' where status = 'pending'")
                .update();
        hung.forEach(Receiver::close);
    }

    /** An account's endpoint for which thirty messages wait. */
    private static Receiver endpoint(int timeoutMs, java.util.function.Consumer<Receiver> manner) {
        AccountId account = relay.account();
        Receiver receiver = new Receiver();
        manner.accept(receiver);
        relay.ask(
                account,
                new ConfigureWebhook(null, receiver.url(), null, null, null, null, null, timeoutMs, null, 100, null));
        for (int i = 0; i < 30; i++) {
            relay.publish(RelayUnderTest.text(account, "M" + i, "zzz"));
        }
        return receiver;
    }

    /** Requests of at least that number of attempt. */
    private static long count(List<Receiver> receivers, int attempt) {
        return receivers.stream()
                .flatMap(receiver -> receiver.received().stream())
                .filter(request -> request.json().path("attempt").asInt() >= attempt)
                .count();
    }
}
