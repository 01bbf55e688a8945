package io.wafleet.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.relay.ConfigureWebhook;
import io.wafleet.common.relay.ReplayDelivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Endpoints that want everything of an account in order, also what fails at first. */
class FifoIT {

    private static RelayUnderTest relay;

    @BeforeAll
    static void start() {
        org.awaitility.Awaitility.setDefaultTimeout(Duration.ofMinutes(3));
        org.awaitility.Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
        relay = new RelayUnderTest("--wafleet.relay.failing.longest-probe=1s");
    }

    @AfterAll
    static void stop() throws Exception {
        relay.close();
    }

    @Test
    void whatFailsHoldsBackWhatComesAfterItWhicheverRelaySendsIt() {
        AccountId account = relay.account();
        try (Receiver receiver = new Receiver();
                ConfigurableApplicationContext second = relay.another()) {
            fifo(account, receiver);
            receiver.breaksOften = true;
            int events = 10;
            IntStream.range(0, events).forEach(i -> relay.publish(RelayUnderTest.text(account, "M" + i, "text " + i)));

            await().until(() -> deliveries(account).size() == events
                    && deliveries(account).stream().allMatch("delivered"::equals));

            assertThat(second.isRunning()).isTrue();
            assertThat(receiver.received().size()).as("some failed").isGreaterThan(events);
            assertThat(firstsOf(receiver.texts()))
                    .as("each comes again until it is taken, and only then the next")
                    .isEqualTo(IntStream.range(0, events)
                            .mapToObj(i -> "text " + i)
                            .toList());
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
            await().until(() -> down.received().size() >= 2);

            relay.publish(RelayUnderTest.text(other, "M1", "quick"));

            await().until(() -> up.texts().contains("quick"));
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
            await().until(() -> deliveries(account).equals(List.of("dead")));
            receiver.status = 200;
            relay.publish(RelayUnderTest.text(account, "M2", "next"));
            await().until(() -> receiver.texts().equals(List.of("refused", "next")));

            relay.ask(
                    account,
                    new ReplayDelivery(relay.rows(
                                    "select id from relay.delivery where account_id = ? order by seq", account.value())
                            .getFirst()));

            await().until(() -> receiver.texts().equals(List.of("refused", "next", "refused")));
            await().until(() -> deliveries(account).equals(List.of("delivered", "delivered")));
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
