package io.wafleet.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.wafleet.common.account.AccountId;
import io.wafleet.common.event.AccountDeleted;
import io.wafleet.common.event.CommandCompleted;
import io.wafleet.common.event.CommandFailed;
import io.wafleet.common.event.Event;
import io.wafleet.common.event.EventIds;
import io.wafleet.common.event.MessageAcknowledged;
import io.wafleet.common.event.MessageSent;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.message.Ack;
import io.wafleet.common.message.ChatMessage;
import io.wafleet.common.message.MessageType;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.common.relay.ConfigureWebhook;
import io.wafleet.common.relay.DeleteWebhook;
import io.wafleet.common.relay.RelayCommand;
import io.wafleet.common.relay.ReplayDelivery;
import io.wafleet.common.relay.TestWebhook;
import io.wafleet.common.topic.Topics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.TaskScheduler;
import tools.jackson.databind.JsonNode;

/** The relay against a real broker, a real database and real HTTP receivers. */
class RelayIT {

    private static RelayUnderTest relay;

    @BeforeAll
    static void start() {
        org.awaitility.Awaitility.setDefaultTimeout(Duration.ofSeconds(20));
        org.awaitility.Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
        relay = new RelayUnderTest();
    }

    @AfterAll
    static void stop() throws Exception {
        relay.close();
    }

    @Test
    void anEventToldTwiceIsLoggedAndDeliveredOnce() {
        AccountId account = relay.account();
        try (Receiver receiver = new Receiver()) {
            relay.endpoint(account, receiver);
            Event event = RelayUnderTest.text(account, "M1", "Hello");
            relay.publish(event);
            relay.publish(event);
            relay.publish(RelayUnderTest.text(account, "M2", "after"));

            await().until(() -> receiver.texts().contains("after"));

            assertThat(receiver.texts()).containsExactly("Hello", "after");
            assertThat(relay.rows(
                            "select id, direction, status, message from relay.message_view where account_id = ? order by seq",
                            account.value()))
                    .containsExactly("M1 inbound received Hello", "M2 inbound received after");
        }
    }

    @Test
    void messagesArriveSignedAndInOrder() throws Exception {
        AccountId account = relay.account();
        try (Receiver receiver = new Receiver()) {
            String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
            relay.ask(account, ConfigureWebhook.to(receiver.url(), List.of("message.received"), secret));
            List<String> texts =
                    IntStream.range(0, 100).mapToObj(i -> "text " + i).toList();
            texts.forEach(text -> relay.publish(RelayUnderTest.text(account, text.replace(' ', '-'), text)));

            await().until(() -> receiver.received().size() >= 100);

            assertThat(receiver.texts()).isEqualTo(texts);
            Webhook verifier = new Webhook(secret);
            for (Receiver.Received request : receiver.received()) {
                verifier.verify(request.body(), java.net.http.HttpHeaders.of(request.headers(), (name, value) -> true));
            }
            Receiver.Received first = receiver.received().getFirst();
            assertThat(first.header("content-type")).isEqualTo("application/json");
            assertThat(first.header("user-agent")).isEqualTo("Wafleet");
            assertThat(first.json().path("id").asString())
                    .isEqualTo(first.header("webhook-id"))
                    .startsWith("evt_");
            assertThat(first.json().path("attempt").asInt()).isEqualTo(1);
            assertThat(first.json().path("account_id").asString()).isEqualTo(account.value());
            assertThat(first.json().path("data").has("from_lid")).isTrue();
        }
    }

    @Test
    void anEndpointThatIsUnavailableForAWhileGetsEverythingAndEveryAttemptIsLogged() {
        AccountId account = relay.account();
        try (Receiver receiver = new Receiver()) {
            relay.endpoint(account, receiver);
            receiver.status = 503;
            relay.publish(RelayUnderTest.text(account, "M1", "Hello"));
            await().until(() -> receiver.received().size() >= 2);
            assertThat(statuses(account)).containsExactly("failed");
            receiver.status = 200;

            await().until(() -> statuses(account).equals(List.of("delivered")));

            assertThat(relay.rows("""
                            select a.attempt, a.status_code, a.error_code, a.response_head
                            from relay.attempt_view a join relay.delivery_view d on d.id = a.delivery_id
                            where d.account_id = ? order by a.attempt
                            """, account.value()))
                    .startsWith("1 503 HTTP_STATUS status 503", "2 503 HTTP_STATUS status 503")
                    .last()
                    .asString()
                    .endsWith("200 null status 200");
            assertThat(receiver.received().getLast().json().path("attempt").asInt())
                    .isEqualTo(receiver.received().size());
            assertThat(receiver.received().stream()
                            .map(request -> request.header("webhook-id"))
                            .distinct())
                    .hasSize(1);
        }
    }

    @Test
    void aRestartInBetweenLosesNothing() {
        AccountId account = relay.account();
        try (Receiver receiver = new Receiver()) {
            relay.endpoint(account, receiver);
            receiver.status = 503;
            relay.publish(RelayUnderTest.text(account, "M1", "before"));
            await().until(() -> !receiver.received().isEmpty());

            relay.stop();
            relay.publish(RelayUnderTest.text(account, "M2", "meanwhile"));
            receiver.status = 200;
            relay.start();

            await().until(() -> statuses(account).equals(List.of("delivered", "delivered")));
            assertThat(receiver.texts()).contains("before", "meanwhile");
        }
    }

    @Test
    void aRelayKilledInTheMiddleOfAnAttemptLosesNothing() throws Exception {
        AccountId account = relay.account();
        try (Receiver receiver = new Receiver()) {
            relay.ask(
                    account,
                    new ConfigureWebhook(null, receiver.url(), null, null, null, null, null, 5_000, null, 200, null));
            relay.stop();
            Process killed = relay.process();
            try {
                receiver.hangs = true;
                relay.publish(RelayUnderTest.text(account, "M1", "first"));
                relay.publish(RelayUnderTest.text(account, "M2", "second"));
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> !receiver.received().isEmpty());
            } finally {
                killed.destroyForcibly().waitFor();
                receiver.hangs = false;
                relay.start();
            }

            await().atMost(Duration.ofSeconds(40))
                    .until(() -> statuses(account).equals(List.of("delivered", "delivered")));
            assertThat(receiver.texts()).containsExactly("first", "first", "second");
            assertThat(receiver.received().get(1).header("webhook-id"))
                    .isEqualTo(receiver.received().get(0).header("webhook-id"));
        }
    }

    @Test
    void whatADeadRelayHeldIsTakenOverWhenItsLeaseIsOver() {
        AccountId account = relay.account();
        try (Receiver receiver = new Receiver()) {
            relay.endpoint(account, receiver);
            relay.database().sql("""
                            insert into relay.lane (endpoint_key, account_id, waiting, waiting_since, held_until, holder)
                            select key, account_id, true, now(), now() + interval '1 hour', 'dead'
                            from relay.endpoint where account_id = ?
                            """).param(account.value()).update();
            relay.publish(RelayUnderTest.text(account, "M1", "held"));
            AccountId other = relay.account();
            try (Receiver witness = new Receiver()) {
                relay.endpoint(other, witness);
                relay.publish(RelayUnderTest.text(other, "M1", "free"));
                await().until(() -> witness.received().size() == 1);
            }
            await().until(() -> statuses(account).equals(List.of("pending")));
            assertThat(receiver.received()).isEmpty();

            relay.database()
                    .sql("update relay.lane set held_until = now() where account_id = ?")
                    .param(account.value())
                    .update();

            await().until(() -> receiver.texts().equals(List.of("held")));
        }
    }

    @Test
    void whileTheDatabaseFailsNothingIsLost() {
        AccountId account = relay.account();
        Counter failed = relay.bean(MeterRegistry.class)
                .get("wafleet.consumer.failed.batch")
                .tag("topic", Topics.EVENTS)
                .counter();
        double before = failed.count();
        Gauge lag = relay.bean(MeterRegistry.class)
                .get("wafleet.consumer.lag")
                .tag("topic", Topics.EVENTS)
                .gauge();
        relay.database().sql("alter table relay.message rename to message_away").update();
        try {
            relay.publish(RelayUnderTest.text(account, "M1", "patience"));
            await().until(() -> failed.count() >= before + 2 && lag.value() >= 1);
        } finally {
            relay.database()
                    .sql("alter table relay.message_away rename to message")
                    .update();
        }
        await().until(() -> states(account).equals(List.of("null received")));
        await().until(() -> lag.value() == 0);
        assertThat(letters(account)).isEmpty();
    }

    @Test
    void aTaskThatTakesLongDelaysNoOther() throws Exception {
        TaskScheduler scheduler = relay.bean(TaskScheduler.class);
        CountDownLatch other = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        var slow = scheduler.scheduleWithFixedDelay(
                () -> {
                    try {
                        ended.await();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                },
                Duration.ofHours(1));
        var quick = scheduler.scheduleWithFixedDelay(other::countDown, Duration.ofHours(1));
        try {
            assertThat(other.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            ended.countDown();
            slow.cancel(true);
            quick.cancel(true);
        }
    }

    @Test
    void twoRelaysShareTheWorkAndKeepTheOrder() {
        List<AccountId> accounts = List.of(relay.account(), relay.account(), relay.account(), relay.account());
        try (Receiver receiver = new Receiver();
                ConfigurableApplicationContext second = relay.another()) {
            accounts.forEach(account -> relay.endpoint(account, receiver));
            MeterRegistry one = relay.bean(MeterRegistry.class);
            MeterRegistry other = second.getBean(MeterRegistry.class);
            long before = attempts(one);
            AtomicInteger rounds = new AtomicInteger();
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                int round = rounds.getAndIncrement();
                accounts.forEach(account -> relay.publish(RelayUnderTest.text(account, "M" + round, "text " + round)));
                return rounds.get() >= 50 && attempts(one) > before && attempts(other) > 0;
            });
            await().until(() -> receiver.received().size() >= accounts.size() * rounds.get());

            for (AccountId account : accounts) {
                assertThat(receiver.received().stream()
                                .map(Receiver.Received::json)
                                .filter(body ->
                                        body.path("account_id").asString().equals(account.value()))
                                .map(body -> body.path("data").path("message").asString()))
                        .isEqualTo(IntStream.range(0, rounds.get())
                                .mapToObj(i -> "text " + i)
                                .toList());
            }
        }
    }

    @Test
    void anEndpointThatNeverAnswersDelaysNoOther() {
        AccountId slow = relay.account();
        AccountId quick = relay.account();
        try (Receiver sleeping = new Receiver();
                Receiver awake = new Receiver()) {
            sleeping.hangs = true;
            relay.endpoint(slow, sleeping);
            relay.endpoint(quick, awake);
            IntStream.range(0, 40).forEach(i -> relay.publish(RelayUnderTest.text(slow, "S" + i, "zzz")));
            await().until(() -> !sleeping.received().isEmpty());

            IntStream.range(0, 40).forEach(i -> relay.publish(RelayUnderTest.text(quick, "Q" + i, "quick")));

            await().until(() -> awake.received().size() == 40);
            await().until(() -> statuses(slow).size() == 40);
            assertThat(statuses(slow)).as("the other still hangs").containsOnly("pending");
        }
    }

    @Test
    void anEndpointThatIsGoneIsDisabledAndComesBackWithANewAddress() {
        AccountId account = relay.account();
        try (Receiver receiver = new Receiver();
                Receiver next = new Receiver()) {
            relay.endpoint(account, receiver);
            receiver.status = 410;
            relay.publish(RelayUnderTest.text(account, "M1", "Hello"));

            await().until(() -> relay.rows(
                            "select enabled, disabled_reason from relay.endpoint_view where account_id = ?",
                            account.value())
                    .equals(List.of("f GONE")));
            await().until(() -> statuses(account).equals(List.of("dead")));

            relay.endpoint(account, next);
            relay.publish(RelayUnderTest.text(account, "M2", "again"));
            await().until(() -> next.texts().equals(List.of("again")));
            assertThat(receiver.received()).hasSize(1);
        }
    }

    @Test
    void whatIsRefusedForGoodIsKeptAndCanBeReplayed() {
        AccountId account = relay.account();
        try (Receiver receiver = new Receiver()) {
            relay.endpoint(account, receiver);
            receiver.status = 400;
            relay.publish(RelayUnderTest.text(account, "M1", "Hello"));
            await().until(() -> statuses(account).equals(List.of("dead")));
            assertThat(receiver.received()).as("not retried").hasSize(1);

            receiver.status = 200;
            String delivery = relay.rows("select id from relay.delivery_view where account_id = ?", account.value())
                    .getFirst();
            Event strangers = relay.ask(relay.account(), new ReplayDelivery(delivery));
            Event replayed = relay.ask(account, new ReplayDelivery(delivery));

            await().until(() -> statuses(account).equals(List.of("delivered")));
            assertThat(replayed.data()).isInstanceOf(CommandCompleted.class);
            assertThat(strangers.data())
                    .isInstanceOfSatisfying(
                            CommandFailed.class,
                            failed -> assertThat(failed.error().code()).isEqualTo(ErrorCode.DELIVERY_NOT_FOUND));
            assertThat(receiver.received()).hasSize(2);
            assertThat(receiver.received().get(1).header("webhook-id"))
                    .isEqualTo(receiver.received().get(0).header("webhook-id"));
        }
    }

    @Test
    void aRecordNobodyCanReadGoesToTheDeadLettersByteForByteAndTheRestMovesOn() {
        AccountId account = relay.account();
        byte[] poison = ("{\"broken for " + account).getBytes(StandardCharsets.UTF_8);
        byte[] unknown = ("{\"id\":\"1\",\"type\":\"message.teleported\",\"account_id\":\"" + account + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        relay.publish(Topics.EVENTS, account.value(), poison);
        relay.publish(Topics.EVENTS, account.value(), unknown);
        relay.publish(RelayUnderTest.text(account, "M1", "after the poison"));

        await().until(() -> relay.rows("select message from relay.message_view where account_id = ?", account.value())
                .equals(List.of("after the poison")));
        await().until(() -> letters(account).size() == 2);

        assertThat(letters(account).get(0).value()).isEqualTo(poison);
        assertThat(letters(account).get(0).key()).isEqualTo(account.value().getBytes());
        assertThat(header(letters(account).get(0), "wafleet-dlt-reason")).isEqualTo("NOT_JSON");
        assertThat(header(letters(account).get(0), "wafleet-dlt-topic")).isEqualTo(Topics.EVENTS);
        assertThat(letters(account).get(1).value()).isEqualTo(unknown);
        assertThat(header(letters(account).get(1), "wafleet-dlt-reason")).isEqualTo("UNKNOWN_TYPE");
    }

    @Test
    void aTextWithANulIsLoggedAndDeliveredAndHarmsNobody() {
        AccountId account = relay.account();
        try (Receiver receiver = new Receiver()) {
            relay.endpoint(account, receiver);
            relay.publish(RelayUnderTest.text(account, "M1", "a\0b \\u0000"));

            await().until(() -> receiver.texts().equals(List.of("a\0b \\u0000")));
            assertThat(relay.rows("select message from relay.message_view where account_id = ?", account.value()))
                    .containsExactly("a\uFFFDb \\u0000");
        }
    }

    @Test
    void whatAnEarlierOwnerTellsTooLateIsDropped() {
        AccountId account = relay.account();
        Event now = RelayUnderTest.text(account, "M1", "new owner");
        Event late = RelayUnderTest.text(account, "M2", "old owner");
        relay.publish(new Event(now.id(), account, now.time(), "worker-2", 7, 0, false, now.data()));
        relay.publish(new Event(late.id(), account, late.time(), "worker-1", 6, 9, false, late.data()));
        relay.publish(new Event(
                "later-" + account,
                account,
                now.time(),
                "worker-2",
                7,
                1,
                false,
                RelayUnderTest.text(account, "M3", "new owner again").data()));

        await().until(() -> relay.rows(
                        "select id from relay.message_view where account_id = ? order by seq", account.value())
                .contains("M3"));
        assertThat(relay.rows("select id from relay.message_view where account_id = ? order by seq", account.value()))
                .containsExactly("M1", "M3");
    }

    @Test
    void acknowledgementsRaiseTheStateAndNeverLowerIt() {
        AccountId account = relay.account();
        relay.publish(RelayUnderTest.event(
                account, "early-" + account, new MessageAcknowledged("O1", "15551234567@c.us", Ack.SENT)));
        relay.publish(RelayUnderTest.event(account, "sent-" + account, new MessageSent(sent("O1"))));
        await().until(() -> states(account).equals(List.of("sent sent")));

        relay.publish(RelayUnderTest.event(
                account, "read-" + account, new MessageAcknowledged("O1", "15551234567@c.us", Ack.READ)));
        relay.publish(RelayUnderTest.event(
                account, "delivered-" + account, new MessageAcknowledged("O1", "15551234567@c.us", Ack.DELIVERED)));
        relay.publish(RelayUnderTest.text(account, "after", "x"));

        await().until(() -> states(account).size() == 2);
        assertThat(states(account)).containsExactly("read read", "null received");
    }

    @Test
    void anAccountMadeAnewUnderTheSameNameStartsEmptyAndIsHeard() {
        AccountId account = relay.account();
        Event first = RelayUnderTest.text(account, "M1", "same id");
        try (Receiver receiver = new Receiver()) {
            relay.endpoint(account, receiver);
            relay.publish(first);
            await().until(() -> receiver.received().size() == 1);
            relay.publish(RelayUnderTest.event(account, EventIds.unique(), new AccountDeleted()));
            await().until(() -> relay.rows("select id from relay.endpoint_view where account_id = ?", account.value())
                    .isEmpty());
            assertThat(states(account)).isEmpty();

            relay.publish(first);
            await().until(() -> states(account).equals(List.of("null received")));
            assertThat(receiver.received())
                    .as("the endpoint went with the account")
                    .hasSize(1);
        }
    }

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

    @Test
    void aFlatEndpointGetsTheShortForm() {
        AccountId account = relay.account();
        try (Receiver receiver = new Receiver()) {
            relay.ask(
                    account,
                    new ConfigureWebhook(null, receiver.url(), null, null, null, "flat", null, null, null, null, null));
            relay.publish(RelayUnderTest.text(account, "M1", "Hello"));

            await().until(() -> receiver.received().size() == 1);
            assertThat(receiver.received().getFirst().json())
                    .isEqualTo(ContractJson.mapper().readTree("""
                    {"from":"15551234567","to":"15557654321","message":"Hello","timestamp":"1700000000","type":"text",
                     "provider_message_id":"M1","connection_id":"%s"}""".formatted(account)));
        }
    }

    @Test
    void probesAndMetricsAnswerOnTheServicesOwnPort() throws Exception {
        assertThat(get("/livez")).contains("UP");
        assertThat(get("/readyz")).contains("UP");
        assertThat(get("/actuator/prometheus")).contains("wafleet_webhook_backlog", "wafleet_consumer_lag");
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

    private static long attempts(MeterRegistry meters) {
        return meters.find("wafleet.webhook.attempt").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    private static String get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + relay.port() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static List<String> statuses(AccountId account) {
        return relay.rows("select status from relay.delivery_view where account_id = ? order by seq", account.value());
    }

    private static List<String> states(AccountId account) {
        return relay.rows(
                "select ack, status from relay.message_view where account_id = ? order by seq", account.value());
    }

    private static List<ConsumerRecord<byte[], byte[]>> letters(AccountId account) {
        return relay.heard(Topics.deadLetters(Topics.EVENTS)).stream()
                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).equals(account.value()))
                .toList();
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

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static ChatMessage sent(String id) {
        return new ChatMessage(
                id,
                "15551234567@c.us",
                "15557654321",
                null,
                null,
                "15551234567",
                false,
                MessageType.TEXT,
                "out",
                1_700_000_000L,
                null,
                List.of(),
                null,
                null,
                null,
                "cmd-" + id,
                Map.of(),
                false,
                null,
                List.of(),
                null);
    }
}
