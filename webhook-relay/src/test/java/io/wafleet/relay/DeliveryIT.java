package io.wafleet.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.wafleet.common.account.AccountId;
import io.wafleet.common.event.CommandCompleted;
import io.wafleet.common.event.CommandFailed;
import io.wafleet.common.event.Event;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.relay.ConfigureWebhook;
import io.wafleet.common.relay.ReplayDelivery;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.TaskScheduler;

/** How events reach endpoints: once, signed and in order, through outages, restarts and kills. */
class DeliveryIT {

    @AutoClose
    private static final RelayUnderTest relay = new RelayUnderTest();

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
            List<String> texts = relay.publishTexts(account, 100);

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
            relay.ask(slow, RelayUnderTest.patientEndpointAt(sleeping.url()));
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
    void probesAndMetricsAnswerOnTheServicesOwnPort() throws Exception {
        assertThat(get("/livez")).contains("UP");
        assertThat(get("/readyz")).contains("UP");
        assertThat(get("/actuator/prometheus")).contains("wafleet_webhook_backlog", "wafleet_consumer_lag");
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
}
