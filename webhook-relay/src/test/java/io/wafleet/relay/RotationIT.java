package io.wafleet.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.wafleet.common.account.AccountId;
import io.wafleet.common.event.CommandCompleted;
import io.wafleet.common.event.CommandFailed;
import io.wafleet.common.event.Event;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.relay.ConfigureWebhook;
import io.wafleet.common.relay.RelayCommand;
import io.wafleet.common.relay.RotateSecret;
import io.wafleet.common.topic.Topics;
import io.wafleet.common.webhook.WebhookSecret;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Secrets that change while messages come, judged by the reference library of Standard Webhooks. */
class RotationIT {

    private static final String A = WebhookSecret.random().reveal();
    private static final String B = WebhookSecret.random().reveal();
    private static final String C = WebhookSecret.random().reveal();

    @AutoClose
    private static final RelayUnderTest relay = new RelayUnderTest();

    private final AtomicInteger messages = new AtomicInteger();

    @Test
    void theOldSecretSignsBesideTheNewOneUntilItsWindowIsOver() {
        AccountId account = relay.account();
        try (Receiver receiver = new Receiver()) {
            relay.ask(account, ConfigureWebhook.to(receiver.url(), null, A));
            assertThat(accepted(next(account, receiver))).containsExactly(A);

            relay.ask(account, new RotateSecret(null, B, 3_600));
            assertThat(accepted(next(account, receiver))).containsExactly(A, B);
            assertThat(Instant.parse(oldSecretUntil(account)))
                    .isBetween(Instant.now().plusSeconds(3_000), Instant.now().plusSeconds(3_600));

            relay.ask(account, new RotateSecret(null, C, 3_600));
            assertThat(accepted(next(account, receiver)))
                    .as("there are two at most")
                    .containsExactly(B, C);

            relay.ask(account, new RotateSecret(null, A, 1));
            await().until(() -> accepted(next(account, receiver)).equals(List.of(A)));
            assertThat(oldSecretUntil(account)).isEqualTo("null");
            relay.another().close();
            await("the secret that signs no more is forgotten")
                    .until(() -> relay.rows(
                                    "select old_secret from relay.endpoint where account_id = ?", account.value())
                            .equals(List.of("null")));
        }
    }

    @Test
    void aSecretThatLeakedCanBeReplacedAtOnce() {
        AccountId account = relay.account();
        try (Receiver receiver = new Receiver()) {
            relay.ask(account, ConfigureWebhook.to(receiver.url(), null, A));

            relay.ask(account, new RotateSecret(null, B, 0));
            assertThat(accepted(next(account, receiver))).containsExactly(B);

            relay.ask(account, new RotateSecret(null, C, null));
            assertThat(accepted(next(account, receiver))).containsExactly(B, C);
            relay.ask(account, new RotateSecret(null, C, 0));
            assertThat(accepted(next(account, receiver)))
                    .as("the window can be ended early")
                    .containsExactly(C);
        }
    }

    @Test
    void aConfiguredSecretReplacesTheOldOneInTheSameWayAndTheSameAgainChangesNothing() {
        AccountId account = relay.account();
        try (Receiver receiver = new Receiver()) {
            relay.ask(account, ConfigureWebhook.to(receiver.url(), null, A));
            for (int times = 0; times < 2; times++) {
                Event told = relay.ask(account, ConfigureWebhook.to(receiver.url(), null, B));

                assertThat(Instant.parse(((CommandCompleted) told.data())
                                .result()
                                .path("endpoint")
                                .path("old_secret_until")
                                .asString()))
                        .isCloseTo(Instant.parse(oldSecretUntil(account)), within(1, ChronoUnit.MILLIS));
                assertThat(accepted(next(account, receiver))).containsExactly(A, B);
            }
            relay.ask(account, ConfigureWebhook.to(receiver.url(), List.of("message.*"), null));
            assertThat(accepted(next(account, receiver))).containsExactly(A, B);
        }
    }

    @Test
    void aSecretThatTheRelayMakesIsShownToWhoeverRotatedItAlone() {
        AccountId account = relay.account();
        try (Receiver receiver = new Receiver()) {
            relay.ask(account, ConfigureWebhook.to(receiver.url(), null, A));
            RelayCommand command =
                    RelayCommand.of(account, Instant.now(), "test", new RotateSecret("default", null, null));
            relay.publish(command, "one");
            relay.publish(command, "two");
            await().until(() -> shown(command).size() == 2);

            List<String> shown = shown(command);
            assertThat(shown).as("the same command again").containsOnly(shown.getFirst());
            assertThat(verifies(shown.getFirst(), next(account, receiver))).isTrue();
            assertThat(relay.heard(Topics.EVENTS))
                    .noneMatch(record -> new String(record.value()).contains(shown.getFirst()));
        }
    }

    @Test
    void whatReceiversOfTheCloudApiVerifyIsThereForWhoeverAsksForIt() throws Exception {
        AccountId account = relay.account();
        try (Receiver receiver = new Receiver()) {
            relay.ask(account, ConfigureWebhook.to(receiver.url(), null, A));
            assertThat(next(account, receiver).headers()).doesNotContainKey("X-Hub-Signature-256");

            relay.ask(account, hubSignature(true));
            relay.ask(account, new RotateSecret(null, B, 3_600));

            Receiver.Received request = next(account, receiver);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(B.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] digest = mac.doFinal(request.body().getBytes(StandardCharsets.UTF_8));
            assertThat(request.headers().get("X-Hub-Signature-256"))
                    .containsExactly("sha256=" + HexFormat.of().formatHex(digest));
            assertThat(accepted(request)).as("beside it, the standard one").containsExactly(A, B);
            assertThat(relay.rows(
                            "select hub_signature from relay.endpoint_view where account_id = ?", account.value()))
                    .containsExactly("t");

            relay.ask(account, hubSignature(false));
            assertThat(next(account, receiver).headers()).doesNotContainKey("X-Hub-Signature-256");
        }
    }

    private static ConfigureWebhook hubSignature(boolean wanted) {
        return new ConfigureWebhook(null, null, null, null, null, null, null, null, null, null, null, null, wanted);
    }

    @Test
    void thereIsNothingToRotateWhereThereIsNoEndpoint() {
        assertThat(relay.ask(relay.account(), new RotateSecret(null, null, null))
                        .data())
                .isInstanceOfSatisfying(
                        CommandFailed.class,
                        failed -> assertThat(failed.error().code()).isEqualTo(ErrorCode.WEBHOOK_NOT_FOUND));
        assertThat(relay.ask(relay.account(), new RotateSecret(null, "weak", -1))
                        .data())
                .isInstanceOfSatisfying(
                        CommandFailed.class,
                        failed -> assertThat(failed.error().fields())
                                .extracting("pointer")
                                .containsExactly("/secret", "/keep_old_secret_seconds"));
    }

    /** The next message, as it arrives. */
    private Receiver.Received next(AccountId account, Receiver receiver) {
        int before = receiver.received().size();
        relay.publish(RelayUnderTest.text(account, "M" + messages.incrementAndGet(), "Hello"));
        await().until(() -> receiver.received().size() > before);
        return receiver.received().get(before);
    }

    private static List<String> accepted(Receiver.Received request) {
        return Stream.of(A, B, C).filter(secret -> verifies(secret, request)).toList();
    }

    private static boolean verifies(String secret, Receiver.Received request) {
        try {
            new Webhook(secret).verify(request.body(), HttpHeaders.of(request.headers(), (name, value) -> true));
            return true;
        } catch (WebhookVerificationException refused) {
            return false;
        } catch (EmptyWebhookSecretException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String oldSecretUntil(AccountId account) {
        return relay.rows("""
                        select to_char(old_secret_until at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
                        from relay.endpoint_view where account_id = ?
                        """, account.value()).getFirst();
    }

    private static List<String> shown(RelayCommand command) {
        return relay.heard(Topics.REPLIES).stream()
                .map(record -> ContractJson.mapper().readTree(record.value()).path("data"))
                .filter(data -> data.path("command_id").asString("").equals(command.id()))
                .map(data -> data.path("result").path("secret").asString(""))
                .toList();
    }
}
