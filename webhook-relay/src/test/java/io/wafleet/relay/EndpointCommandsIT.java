package io.wafleet.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wafleet.common.account.AccountId;
import io.wafleet.common.event.CommandCompleted;
import io.wafleet.common.event.CommandFailed;
import io.wafleet.common.event.Event;
import io.wafleet.common.event.EventIds;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.common.relay.ConfigureWebhook;
import io.wafleet.common.relay.DeleteWebhook;
import io.wafleet.common.relay.RelayCommand;
import io.wafleet.common.relay.TestWebhook;
import io.wafleet.common.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Commands that configure, test and remove endpoints, what they answer and what they refuse. */
class EndpointCommandsIT {

    @AutoClose
    private static final RelayUnderTest relay = new RelayUnderTest();

    @Test
    void aSecretIsShownToItsCallerAndToNobodyElse() {
        AccountId account = relay.account();
        try (Receiver receiver = new Receiver()) {
            RelayCommand command = RelayCommand.of(
                    account,
                    Instant.now(),
                    "test",
                    new ConfigureWebhook(
                            null,
                            receiver.url(),
                            null,
                            null,
                            Map.of("Authorization", "Bearer xyz"),
                            null,
                            null,
                            null,
                            null,
                            null,
                            null));
            relay.publish(command, "one");
            relay.publish(command, "two");

            await().until(() -> replies(command.id()).size() == 2);
            String secret = replies(command.id()).getFirst().path("secret").asString();
            assertThat(secret).startsWith("whsec_");
            assertThat(replies(command.id()))
                    .as("the same id is told the first result")
                    .allSatisfy(
                            reply -> assertThat(reply.path("secret").asString()).isEqualTo(secret));
            assertThat(replies(command.id()))
                    .noneMatch(reply -> reply.toString().contains("Bearer xyz"));

            Event told = relay.result(command.id());
            assertThat(((CommandCompleted) told.data()).result().has("secret")).isFalse();
            assertThat(relay.heard(Topics.EVENTS))
                    .noneMatch(record ->
                            text(record).contains(secret) || text(record).contains("Bearer xyz"));
            assertThat(relay.rows("select result::text from relay.command_view where id = ?", command.id())
                            .getFirst())
                    .doesNotContain(secret);
            assertThat(relay.rows("select * from relay.endpoint_view where account_id = ?", account.value())
                            .getFirst())
                    .contains("{\"Authorization\": \"***\"}")
                    .doesNotContain(secret)
                    .doesNotContain("Bearer xyz");
            assertThat(relay.rows("select count(*) from relay.endpoint_view where account_id = ?", account.value()))
                    .containsExactly("1");

            Event changed = relay.ask(
                    account,
                    new ConfigureWebhook(
                            null, null, List.of("message.*"), null, null, null, null, null, null, null, null));
            assertThat(((CommandCompleted) changed.data())
                            .result()
                            .path("endpoint")
                            .path("url")
                            .asString())
                    .as("what is left out stays")
                    .isEqualTo(receiver.url());
        }
    }

    @Test
    void wrongFieldsAreNamed() {
        Event result = relay.ask(
                relay.account(),
                new ConfigureWebhook(
                        null,
                        "ftp://x",
                        List.of("message.received", "nonsense"),
                        "abc",
                        Map.of("Host", "x", "X-Fine", "yes", "X-Split", "a\r\nb"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));

        assertThat(result.data()).isInstanceOfSatisfying(CommandFailed.class, failed -> {
            assertThat(failed.error().code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(failed.error().fields())
                    .extracting(FieldProblem::pointer)
                    .containsExactlyInAnyOrder("/url", "/events/1", "/secret", "/headers/Host", "/headers/X-Split");
        });
    }

    @Test
    void aPrivateAddressThatIsNotTrustedIsRefused() {
        Event result = relay.ask(relay.account(), RelayUnderTest.endpointAt("http://169.254.169.254/latest"));

        assertThat(result.data())
                .isInstanceOfSatisfying(
                        CommandFailed.class,
                        failed -> assertThat(failed.error().code()).isEqualTo(ErrorCode.WEBHOOK_URL_REJECTED));
    }

    @Test
    void anAddressThatIsNotAsciiIsKeptAsItIsDialled() {
        AccountId account = relay.account();
        try (Receiver receiver = new Receiver()) {
            relay.ask(account, RelayUnderTest.endpointAt(receiver.url() + "/größe"));
            relay.publish(RelayUnderTest.text(account, "M1", "Hello"));

            await().until(() -> receiver.received().size() == 1);
            assertThat(relay.rows("select url from relay.endpoint_view where account_id = ?", account.value()))
                    .containsExactly(receiver.url() + "/gr%C3%B6%C3%9Fe");
        }
    }

    @Test
    void aTestSaysWhatCameBackAndIsInTheLog() {
        AccountId account = relay.account();
        try (Receiver receiver = new Receiver()) {
            relay.endpoint(account, receiver);
            receiver.status = 500;
            double before = testsThatEnded();

            Event result = relay.ask(account, new TestWebhook(null, null));

            JsonNode answer = ((CommandCompleted) result.data()).result();
            assertThat(answer.path("delivered").asBoolean()).isFalse();
            assertThat(answer.path("status_code").asInt()).isEqualTo(500);
            assertThat(receiver.received()).hasSize(1);
            assertThat(receiver.received().getFirst().json().path("event").asString())
                    .isEqualTo("webhook.test");
            assertThat(statuses(account)).containsExactly("dead");
            assertThat(relay.rows("select global::text from relay.delivery_view where account_id = ?", account.value()))
                    .containsExactly("false");
            assertThat(relay.rows("""
                            select a.attempt, a.status_code, a.error_code, a.response_head
                            from relay.attempt_view a join relay.delivery_view d on d.id = a.delivery_id
                            where d.account_id = ? and d.attempts = 1
                            """, account.value())).containsExactly("1 500 HTTP_STATUS status 500");
            await().until(() -> testsThatEnded() == before + 1);
        }
    }

    @Test
    void theGlobalEndpointHearsOfEveryAccountUntilItIsRemoved() {
        try (Receiver receiver = new Receiver()) {
            relay.ask(null, RelayUnderTest.endpointAt(receiver.url()));
            AccountId one = relay.account();
            AccountId other = relay.account();
            relay.publish(RelayUnderTest.text(one, "M1", "one"));
            relay.publish(RelayUnderTest.text(other, "M1", "other"));
            await().until(() -> receiver.texts().containsAll(List.of("one", "other")));

            assertThat(relay.rows("select global::text from relay.delivery_view where account_id = ?", one.value()))
                    .containsExactly("true");
            Event removed = relay.ask(null, new DeleteWebhook(null));
            Event again = relay.ask(null, new DeleteWebhook(null));

            assertThat(removed.data()).isInstanceOf(CommandCompleted.class);
            assertThat(again.data()).isInstanceOf(CommandFailed.class);
        }
    }

    private static double testsThatEnded() {
        return relay
                .bean(MeterRegistry.class)
                .find("wafleet.relay.command")
                .tags("type", "test-webhook", "outcome", "completed")
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private static List<String> statuses(AccountId account) {
        return relay.rows("select status from relay.delivery_view where account_id = ? order by seq", account.value());
    }

    private static List<JsonNode> replies(String commandId) {
        return relay.heard(Topics.REPLIES).stream()
                .map(RelayUnderTest::read)
                .filter(event -> event.id().equals(EventIds.ofResult(commandId)))
                .map(event -> ((CommandCompleted) event.data()).result())
                .toList();
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }
}
