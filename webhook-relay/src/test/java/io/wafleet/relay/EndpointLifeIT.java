package io.wafleet.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.wafleet.common.account.AccountId;
import io.wafleet.common.account.Network;
import io.wafleet.common.event.AccountCreated;
import io.wafleet.common.event.AccountDeleted;
import io.wafleet.common.event.CommandCompleted;
import io.wafleet.common.event.CommandFailed;
import io.wafleet.common.event.Event;
import io.wafleet.common.event.EventIds;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.relay.ConfigureWebhook;
import io.wafleet.common.relay.DeleteWebhook;
import io.wafleet.common.relay.RelayCommand;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Endpoints come by commands and go with accounts, and commands and events are read in no common order. */
class EndpointLifeIT {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @AutoClose
    private static final RelayUnderTest relay = new RelayUnderTest();

    @Test
    void whatANewAccountHearsBeforeItsEndpointIsConfiguredWaitsForIt() throws Exception {
        AccountId account = relay.account();
        try (Receiver receiver = new Receiver()) {
            relay.publish(created(account, receiver.url()));
            relay.publish(RelayUnderTest.text(account, "M1", "early"));
            await().until(() -> deliveries(account).equals(List.of("pending")));
            assertThat(endpoints(account)).containsExactly("f PENDING");
            assertThat(receiver.received()).isEmpty();

            Event configured =
                    relay.ask(account, ConfigureWebhook.to(receiver.url(), List.of("message.received"), SECRET));

            assertThat(configured.data()).isInstanceOf(CommandCompleted.class);
            await().until(() -> deliveries(account).equals(List.of("delivered")));
            assertThat(endpoints(account)).containsExactly("t null");
            Receiver.Received request = receiver.received().getFirst();
            new Webhook(SECRET).verify(request.body(), HttpHeaders.of(request.headers(), (name, value) -> true));
        }
    }

    @Test
    void anExpectedEndpointThatIsRefusedGoesWithWhatWaitedForIt() {
        AccountId account = relay.account();
        relay.publish(created(account, "http://169.254.169.254/latest"));
        relay.publish(RelayUnderTest.text(account, "M1", "early"));
        await().until(() -> deliveries(account).equals(List.of("pending")));

        Event refused = relay.ask(account, RelayUnderTest.endpointAt("http://169.254.169.254/latest"));

        assertThat(refused.data()).isInstanceOf(CommandFailed.class);
        assertThat(endpoints(account)).isEmpty();
        assertThat(deliveries(account)).containsExactly("cancelled");
    }

    @Test
    void anEndpointThatIsRemovedAgainBeforeItsAccountIsHeardOfDoesNotComeBack() {
        AccountId account = relay.account();
        Event created = created(account, "http://127.0.0.1:1/");
        whileNoEventIsRead(() -> {
            relay.publish(created);
            relay.ask(account, RelayUnderTest.endpointAt("http://127.0.0.1:1/"));
            relay.ask(account, new DeleteWebhook(null));
        });
        relay.publish(RelayUnderTest.text(account, "M1", "Hello"));

        await().until(() -> messages(account).equals(List.of("M1")));
        assertThat(endpoints(account)).isEmpty();
        assertThat(deliveries(account)).isEmpty();
    }

    @Test
    void theDeletionOfAnAccountDoesNotReachTheEndpointOfTheNextOfThatName() {
        AccountId again = relay.account();
        AccountId fresh = relay.account();
        try (Receiver receiver = new Receiver()) {
            relay.ask(again, RelayUnderTest.endpointAt("http://127.0.0.1:1/"));
            whileNoEventIsRead(() -> {
                for (AccountId account : List.of(again, fresh)) {
                    relay.publish(RelayUnderTest.text(account, "M1", "to the first"));
                    relay.publish(RelayUnderTest.event(account, EventIds.unique(), new AccountDeleted()));
                    relay.publish(created(account, receiver.url()));
                    relay.endpoint(account, receiver);
                }
            });
            relay.publish(RelayUnderTest.text(again, "M2", "again"));
            relay.publish(RelayUnderTest.text(fresh, "M2", "fresh"));

            await().until(() -> receiver.texts().containsAll(List.of("again", "fresh")));
            assertThat(messages(again)).containsExactly("M2");
            assertThat(receiver.texts()).doesNotContain("to the first");
        }
    }

    @Test
    void aWishFromBeforeTheDeletionOfItsAccountComesTooLate() {
        AccountId account = relay.account();
        Instant before = Instant.now();
        relay.publish(RelayUnderTest.event(account, EventIds.unique(), new AccountDeleted()));
        await().until(() -> relay.rows("select deleted_at from relay.account where id = ?", account.value()).stream()
                .anyMatch(at -> !at.equals("null")));

        RelayCommand late = RelayCommand.of(account, before, "test", RelayUnderTest.endpointAt("http://127.0.0.1:1/"));
        relay.publish(late, before);

        assertThat(relay.result(late.id()).data())
                .isInstanceOfSatisfying(
                        CommandFailed.class,
                        failed -> assertThat(failed.error().code()).isEqualTo(ErrorCode.ACCOUNT_NOT_FOUND));
        assertThat(endpoints(account)).isEmpty();
        assertThat(relay.ask(account, RelayUnderTest.endpointAt("http://127.0.0.1:1/"))
                        .data())
                .as("what is wished for later is granted")
                .isInstanceOf(CommandCompleted.class);
    }

    @Test
    void aChangeHoldsFromTheNextAttemptOn() {
        AccountId account = relay.account();
        try (Receiver old = new Receiver();
                Receiver next = new Receiver()) {
            relay.ask(account, RelayUnderTest.patientEndpointAt(old.url()));
            old.hangs = true;
            List<String> texts = relay.publishTexts(account, 10);
            await().until(() ->
                    deliveries(account).size() == 10 && old.received().size() == 1);

            relay.endpoint(account, next);
            untilReadAgain();
            old.release();

            await().until(() -> deliveries(account).stream().allMatch("delivered"::equals));
            assertThat(old.texts()).containsExactly("text 0");
            assertThat(next.texts()).isEqualTo(texts.subList(1, 10));
        }
    }

    @Test
    void anEndpointThatIsDisabledHearsNoMore() {
        AccountId account = relay.account();
        try (Receiver receiver = new Receiver()) {
            relay.ask(account, RelayUnderTest.patientEndpointAt(receiver.url()));
            receiver.hangs = true;
            relay.publishTexts(account, 10);
            await().until(() ->
                    deliveries(account).size() == 10 && receiver.received().size() == 1);

            relay.ask(account, new ConfigureWebhook(null, null, null, null, null, null, null, null, null, null, false));
            untilReadAgain();
            receiver.release();

            await().until(() -> deliveries(account).contains("delivered"));
            await().until(() -> relay.rows(
                            "select 1 from relay.lane where account_id = ? and holder is not null", account.value())
                    .isEmpty());
            assertThat(receiver.received()).hasSize(1);
        }
    }

    /** What was read more than a second ago is read again before it is sent. */
    private static void untilReadAgain() {
        long now = System.nanoTime();
        await().until(() -> System.nanoTime() - now > 1_100_000_000);
    }

    /** Commands are read meanwhile. */
    private static void whileNoEventIsRead(Runnable commands) {
        relay.database()
                .sql("alter table relay.seen_event rename to seen_event_away")
                .update();
        try {
            commands.run();
        } finally {
            relay.database()
                    .sql("alter table relay.seen_event_away rename to seen_event")
                    .update();
        }
    }

    private static Event created(AccountId account, String webhookUrl) {
        return RelayUnderTest.event(
                account,
                EventIds.unique(),
                new AccountCreated("Support", Network.SANDBOX, webhookUrl, List.of("message.received"), Map.of()));
    }

    private static List<String> endpoints(AccountId account) {
        return relay.rows(
                "select enabled, disabled_reason from relay.endpoint_view where account_id = ?", account.value());
    }

    private static List<String> deliveries(AccountId account) {
        return relay.rows("select status from relay.delivery where account_id = ? order by seq", account.value());
    }

    private static List<String> messages(AccountId account) {
        return relay.rows("select id from relay.message_view where account_id = ? order by seq", account.value());
    }
}
