package io.wafleet.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.relay.ConfigureWebhook;
import io.wafleet.common.relay.ReplayDelivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Endpoints that want everything of an account in order, also what fails at first. */
class FifoIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @AutoClose
    private static final RelayUnderTest relay = new RelayUnderTest("--wafleet.relay.failing.longest-probe=1s");

    @Test
    void whatFailsHoldsBackWhatComesAfterItWhicheverRelaySendsIt() {
        AccountId account = relay.account();
        try (Receiver receiver = new Receiver();
                ConfigurableApplicationContext second = relay.another()) {
            fifo(account, receiver);
            receiver.breaksOften = true;
            int events = 10;
            List<String> texts = relay.publishTexts(account, events);

            await().atMost(PATIENCE)
                    .until(() -> deliveries(account).size() == events
                            && deliveries(account).stream().allMatch("delivered"::equals));

            assertThat(second.isRunning()).isTrue();
            assertThat(receiver.received().size()).as("some failed").isGreaterThan(events);
            assertThat(firstsOf(receiver.texts()))
                    .as("each comes again until it is taken, and only then the next")
                    .isEqualTo(texts);
        }
    }

    @Test
    void anAccountThatIsHeldBackHoldsNoOtherBack() {
        AccountId stuck = relay.account();
        AccountId other = relay.account();
        try (Receiver down = new Receiver();
                Receiver up = new Receiver()) {
            fifo(stuck, down);
            fifo(other, up);
            down.status = 500;
            relay.publish(RelayUnderTest.text(stuck, "M1", "first"));
            relay.publish(RelayUnderTest.text(stuck, "M2", "second"));
            await().atMost(PATIENCE).until(() -> down.received().size() >= 2);

            relay.publish(RelayUnderTest.text(other, "M1", "quick"));

            await().atMost(PATIENCE).until(() -> up.texts().contains("quick"));
            assertThat(down.texts()).containsOnly("first");
        }
    }

    @Test
    void whatIsRefusedIsGivenUpAndTheNextGoesOnAndAReplayTakesItsPlaceAgain() {
        AccountId account = relay.account();
        try (Receiver receiver = new Receiver()) {
            fifo(account, receiver);
            receiver.status = 400;
            relay.publish(RelayUnderTest.text(account, "M1", "refused"));
            await().atMost(PATIENCE).until(() -> deliveries(account).equals(List.of("dead")));
            receiver.status = 200;
            relay.publish(RelayUnderTest.text(account, "M2", "next"));
            await().atMost(PATIENCE).until(() -> receiver.texts().equals(List.of("refused", "next")));

            relay.ask(
                    account,
                    new ReplayDelivery(relay.rows(
                                    "select id from relay.delivery where account_id = ? order by seq", account.value())
                            .getFirst()));

            await().atMost(PATIENCE).until(() -> receiver.texts().equals(List.of("refused", "next", "refused")));
            await().atMost(PATIENCE).until(() -> deliveries(account).equals(List.of("delivered", "delivered")));
        }
    }

    private static void fifo(AccountId account, Receiver receiver) {
        relay.ask(
                account,
                new ConfigureWebhook(
                        null, receiver.url(), null, null, null, null, null, null, null, 200, null, "fifo", null));
    }

    /** Without what comes again right after itself. */
    private static List<String> firstsOf(List<String> texts) {
        List<String> firsts = new ArrayList<>();
        for (String text : texts) {
            if (firsts.isEmpty() || !firsts.getLast().equals(text)) {
                firsts.add(text);
            }
        }
        return firsts;
    }

    private static List<String> deliveries(AccountId account) {
        return relay.rows("select status from relay.delivery where account_id = ? order by seq", account.value());
    }
}
