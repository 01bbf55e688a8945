package io.wafleet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.wafleet.common.account.AccountState;
import io.wafleet.common.account.StatusReason;
import io.wafleet.common.event.AccountCreated;
import io.wafleet.common.event.AccountDeleted;
import io.wafleet.common.event.AccountStatusChanged;
import io.wafleet.common.event.CommandCompleted;
import io.wafleet.common.event.CommandFailed;
import io.wafleet.common.event.EventData;
import io.wafleet.common.event.EventIds;
import io.wafleet.common.event.MediaStored;
import io.wafleet.common.event.MessageAcknowledged;
import io.wafleet.common.event.MessageReceived;
import io.wafleet.common.event.MessageSent;
import io.wafleet.common.event.QrIssued;
import io.wafleet.common.message.Ack;
import io.wafleet.common.message.Media;
import io.wafleet.common.message.MessageType;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.topic.Topics;
import io.wafleet.standalone.testing.RealParts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class SessionWorkerIT {

    private static final byte[] PDF = "%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
    private static final String ANN = "15551234567";
    private static final AtomicInteger LAST = new AtomicInteger();

    @TempDir
    static Path home;

    private static Map<String, String> parts;
    private static Wire wire;
    private static Phone phone;
    private static Worker worker;

    @BeforeAll
    static void start() {
        parts = Map.of(
                "WAFLEET_KAFKA", RealParts.kafka(),
                "WAFLEET_DATABASE_URL", RealParts.postgres(),
                "WAFLEET_SANDBOX_URL", RealParts.sandbox().toString());
        phone = new Phone(RealParts.sandbox());
        worker = Worker.start(parts, home, Map.of());
        wire = new Wire(RealParts.kafka());
    }

    @AfterAll
    static void stop() {
        worker.close();
        wire.close();
    }

    /** An account that a phone has just linked. */
    private record Linked(String id, String number) {}

    private static Linked linkedAccount() {
        int n = LAST.incrementAndGet();
        Linked account = new Linked("it-" + n, "1555000" + (1000 + n));
        assertThat(wire.run(account.id() + "-create", "create", account.id(), """
            {"name":"Number %d","network":"sandbox","metadata":{"team":"a"}}\
            """.formatted(n)))
                .isInstanceOf(CommandCompleted.class);
        scan(account);
        return account;
    }

    private static void scan(Linked account) {
        phone.scan(wire, account.id(), account.number());
    }

    private static JsonNode resultOf(EventData ended) {
        assertThat(ended).isInstanceOf(CommandCompleted.class);
        return ((CommandCompleted) ended).result();
    }

    private static ErrorCode errorOf(EventData ended) {
        assertThat(ended).isInstanceOf(CommandFailed.class);
        return ((CommandFailed) ended).error().code();
    }

    @Test
    void aNewAccountGoesFromTheQrCodeToReadyWithoutAFalseState() {
        Linked account = linkedAccount();

        assertThat(wire.told(account.id(), AccountCreated.class))
                .singleElement()
                .satisfies(created -> {
                    assertThat(created.name()).startsWith("Number ");
                    assertThat(created.metadata()).containsEntry("team", "a");
                });
        List<AccountStatusChanged> states = wire.told(account.id(), AccountStatusChanged.class);
        assertThat(states)
                .extracting(AccountStatusChanged::status)
                .containsExactly(AccountState.INIT, AccountState.QR, AccountState.AUTH, AccountState.READY);
        assertThat(states).extracting(AccountStatusChanged::statusSeq).containsExactly(1L, 2L, 3L, 4L);
        assertThat(states.getLast().phone()).isEqualTo(account.number());
        assertThat(states.getLast().pushName()).isEqualTo("Support");
    }

    @Test
    void aSendWithTheSameCommandIdAndWithTheSameClientMessageIdReachesThePhoneOnce() {
        Linked account = linkedAccount();
        String send = """
            {"to":"+%s","message":"Hello once","client_message_id":"order-1","metadata":{"order":1}}\
            """.formatted(ANN);

        JsonNode first = resultOf(wire.run("send-once-1", "send", account.id(), send));
        wire.command("send-once-1", "send", account.id(), send);
        JsonNode again = resultOf(wire.run("send-once-2", "send", account.id(), send));
        EventData other = wire.run("send-once-3", "send", account.id(), """
            {"to":"%s","message":"Something else","client_message_id":"order-1"}\
            """.formatted(ANN));

        assertThat(first.get("status").asString()).isEqualTo("sent");
        assertThat(first.get("client_message_id").asString()).isEqualTo("order-1");
        assertThat(again).isEqualTo(first);
        assertThat(errorOf(other)).isEqualTo(ErrorCode.IDEMPOTENCY_CONFLICT);
        assertThat(phone.received(ANN, account.number()))
                .filteredOn(message -> message.path("body").asString("").equals("Hello once"))
                .singleElement()
                .satisfies(message -> assertThat(message.get("id").asString())
                        .isEqualTo(first.get("provider_message_id").asString()));
        await().untilAsserted(() -> assertThat(
                        wire.events(event -> event.id().equals(EventIds.ofResult("send-once-1"))))
                .hasSize(2));
        assertThat(wire.told(account.id(), MessageSent.class)).singleElement().satisfies(sent -> {
            assertThat(sent.message().commandId()).isEqualTo("send-once-1");
            assertThat(sent.message().metadata()).containsEntry("order", 1);
            assertThat(sent.message().from()).isEqualTo(account.number());
            assertThat(sent.message().to()).isEqualTo(ANN);
        });
        wire.awaitTold(account.id(), MessageAcknowledged.class, ack -> ack.ack() == Ack.DELIVERED);
        phone.does("read", Map.of("account", account.number(), "chat", ANN));
        wire.awaitTold(account.id(), MessageAcknowledged.class, ack -> ack.ack() == Ack.READ);
    }

    @Test
    void filesAreSentByAddressAndByBase64AndEachFaultHasItsCode() throws IOException {
        Linked account = linkedAccount();
        HttpServer files = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        files.createContext("/doc", exchange -> {
            exchange.sendResponseHeaders(200, PDF.length);
            exchange.getResponseBody().write(PDF);
            exchange.close();
        });
        files.start();
        try {
            String base = "http://127.0.0.1:" + files.getAddress().getPort();
            resultOf(wire.run("file-pdf", "send", account.id(), """
                {"to":"%s","media_url":"%s/doc/offer.pdf","caption":"The offer"}\
                """.formatted(ANN, base)));
            resultOf(wire.run("file-png", "send", account.id(), """
                {"to":"%s","media_base64":"%s","message":"A picture"}\
                """.formatted(
                            ANN, Base64.getEncoder().encodeToString(png()))));
            assertThat(errorOf(wire.run("file-svg", "send", account.id(), """
                {"to":"%s","media_base64":"%s"}\
                """.formatted(
                            ANN, Base64.getEncoder().encodeToString("<svg/>".getBytes(StandardCharsets.UTF_8))))))
                    .isEqualTo(ErrorCode.MEDIA_TYPE);
            assertThat(errorOf(wire.run("file-404", "send", account.id(), """
                {"to":"%s","media_url":"%s/none"}\
                """.formatted(ANN, base))))
                    .isEqualTo(ErrorCode.MEDIA_UNREACHABLE);
            assertThat(errorOf(wire.run("file-private", "send", account.id(), """
                {"to":"%s","media_url":"http://10.1.2.3/x"}\
                """.formatted(ANN))))
                    .isEqualTo(ErrorCode.MEDIA_URL_REJECTED);
        } finally {
            files.stop(0);
        }

        JsonNode got = phone.received(ANN, account.number());
        assertThat(got)
                .anySatisfy(message -> {
                    assertThat(message.path("caption").asString("")).isEqualTo("The offer");
                    assertThat(message.path("filename").asString("")).isEqualTo("offer.pdf");
                    assertThat(message.path("size").asInt()).isEqualTo(PDF.length);
                })
                .anySatisfy(message -> {
                    assertThat(message.path("type").asString("")).isEqualTo("image");
                    assertThat(message.path("caption").asString("")).isEqualTo("A picture");
                });
        MessageSent sent = wire.awaitTold(
                account.id(),
                MessageSent.class,
                one -> "file-pdf".equals(one.message().commandId()));
        assertThat(sent.message().type()).isEqualTo(MessageType.DOCUMENT);
        assertThat(bytesOf(sent.message().media())).isEqualTo(PDF);
    }

    @Test
    void whatThePhoneSendsIsToldInOrderAndItsFilesAreKept() throws IOException {
        Linked account = linkedAccount();
        byte[] picture = png();
        for (int i = 1; i <= 5; i++) {
            phone.does("send", Map.of("account", account.number(), "from", ANN, "type", "chat", "body", "text " + i));
        }
        phone.does(
                "send",
                Map.of(
                        "account", account.number(),
                        "from", ANN,
                        "type", "image",
                        "data", Base64.getEncoder().encodeToString(picture),
                        "mimetype", "image/png",
                        "filename", "../../evil\u202Egnp.png",
                        "caption", "Look"));

        MessageReceived image = wire.awaitTold(
                account.id(), MessageReceived.class, one -> one.message().type() == MessageType.IMAGE);
        assertThat(wire.told(account.id(), MessageReceived.class))
                .extracting(one -> one.message().message())
                .startsWith("text 1", "text 2", "text 3", "text 4", "text 5");
        assertThat(image.message().media()).satisfies(media -> {
            assertThat(media.status()).isEqualTo(Media.Status.PENDING);
            assertThat(media.caption()).isEqualTo("Look");
        });
        MediaStored stored = wire.awaitTold(
                account.id(),
                MediaStored.class,
                one -> one.messageId().equals(image.message().id()));
        assertThat(stored.media().id()).isEqualTo(image.message().media().id());
        assertThat(stored.media().status()).isEqualTo(Media.Status.READY);
        assertThat(bytesOf(stored.media())).isEqualTo(picture);
    }

    @Test
    void aSnapshotIsAPictureOfThePage() throws IOException {
        Linked account = linkedAccount();

        JsonNode result = resultOf(wire.run("snap-1", "snapshot", account.id(), "{}"));

        byte[] png = jdbc().sql("select png from session.snapshot_view where command_id = ?")
                .param("snap-1")
                .query(byte[].class)
                .single();
        var image = ImageIO.read(new java.io.ByteArrayInputStream(png));
        assertThat(image.getWidth()).isEqualTo(result.get("width").asInt());
        assertThat(image.getHeight()).isEqualTo(result.get("height").asInt());
    }

    @Test
    void moreSnapshotsThanCanBeTakenAreRefused() {
        Linked account = linkedAccount();
        List<String> ids = IntStream.range(0, 30).mapToObj(n -> "snaps-" + n).toList();

        ids.forEach(id -> wire.command(id, "snapshot", account.id(), "{}"));
        resultOf(wire.run("beside-snaps", "send", account.id(), """
            {"to":"%s","message":"Not behind the pictures"}\
            """.formatted(ANN)));

        List<EventData> ended = ids.stream().map(wire::result).toList();
        assertThat(ended.getFirst()).isInstanceOf(CommandCompleted.class);
        assertThat(ended)
                .filteredOn(CommandFailed.class::isInstance)
                .isNotEmpty()
                .allSatisfy(failed -> assertThat(errorOf(failed)).isEqualTo(ErrorCode.QUEUE_FULL));
    }

    @Test
    void aPoisonRecordIsKeptByteForByteWhileTheNextCommandIsCarriedOut() {
        String poison = "{\"id\":\"poison-1\",\"type\":\"no-such-thing\",\"account_id\":\"nobody\"}";

        wire.publish(new ProducerRecord<>(Topics.COMMANDS, "nobody", poison));
        EventData next = wire.run("after-poison", "connect", "nobody", "{}");

        assertThat(errorOf(next)).isEqualTo(ErrorCode.ACCOUNT_NOT_FOUND);
        await().untilAsserted(() -> assertThat(wire.records(Topics.deadLetters(Topics.COMMANDS)))
                .filteredOn(record -> new String(record.value(), StandardCharsets.UTF_8).equals(poison))
                .singleElement()
                .satisfies(record -> {
                    assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("nobody");
                    assertThat(header(record, "wafleet-dlt-reason")).isEqualTo("UNKNOWN_TYPE");
                    assertThat(header(record, "wafleet-dlt-topic")).isEqualTo(Topics.COMMANDS);
                }));
    }

    @Test
    void aCommandWithoutAKeyFindsItsShard() {
        String command = Wire.json("keyless", "connect", "lost-and-found", "{}");

        wire.publish(new ProducerRecord<>(Topics.COMMANDS, 0, null, command));
        wire.publish(new ProducerRecord<>(Topics.COMMANDS, 1, null, command.replace("keyless", "keyless-2")));

        assertThat(errorOf(wire.result("keyless"))).isEqualTo(ErrorCode.ACCOUNT_NOT_FOUND);
        assertThat(errorOf(wire.result("keyless-2"))).isEqualTo(ErrorCode.ACCOUNT_NOT_FOUND);
    }

    @Test
    void whoWaitsGetsTheResultAsAReply() {
        ProducerRecord<String, String> asking =
                new ProducerRecord<>(Topics.COMMANDS, "waiting", Wire.json("with-reply", "connect", "waiting", "{}"));
        asking.headers().add("kafka_correlationId", "corr-1".getBytes(StandardCharsets.UTF_8));
        asking.headers().add("kafka_replyTopic", Topics.REPLIES.getBytes(StandardCharsets.UTF_8));
        asking.headers().add("kafka_replyPartition", new byte[] {0, 0, 0, 2});

        wire.publish(asking);
        wire.result("with-reply");

        await().untilAsserted(() -> assertThat(wire.records(Topics.REPLIES))
                .filteredOn(record -> header(record, "kafka_correlationId").equals("corr-1"))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.partition()).isEqualTo(2);
                    assertThat(wire.records(Topics.EVENTS))
                            .anyMatch(event -> java.util.Arrays.equals(event.value(), record.value()));
                }));
    }

    @Test
    void aWebhookAtAPrivateAddressIsRefusedWithTheAccount() {
        assertThat(errorOf(wire.run("private-create", "create", "private", """
                        {"network":"sandbox","webhook_url":"http://10.1.2.3/hook"}""")))
                .isEqualTo(ErrorCode.WEBHOOK_URL_REJECTED);
    }

    @Test
    void anUnreachableSiteKeepsItsAccountTryingAndHurtsNoOther() {
        Linked well = linkedAccount();
        assertThat(wire.run("away-create", "create", "away", """
            {"network":"whatsapp","webhook_url":"http://127.0.0.1:9/hook","webhook_events":["message.received"]}\
            """)).isInstanceOf(CommandCompleted.class);

        AccountStatusChanged away = wire.awaitTold(
                "away", AccountStatusChanged.class, change -> change.status() == AccountState.DISCONNECTED);

        assertThat(away.reason().code()).isEqualTo(StatusReason.Code.SITE_UNREACHABLE);
        assertThat(errorOf(wire.run("away-send", "send", "away", """
            {"to":"%s","message":"Hello"}\
            """.formatted(ANN))))
                .isEqualTo(ErrorCode.WHATSAPP_NOT_READY);
        resultOf(wire.run("well-send", "send", well.id(), """
            {"to":"%s","message":"Still here"}\
            """.formatted(ANN)));
        await().untilAsserted(() -> assertThat(wire.records(Topics.RELAY_COMMANDS))
                .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
                .anyMatch(json -> json.contains("\"away-create-webhook\"") && json.contains("configure-webhook")));
        resultOf(wire.run("away-delete", "delete", "away", "{}"));
    }

    @Test
    void aRestartedWorkerBringsItsAccountsBackWithoutANewCode() {
        Linked account = linkedAccount();
        long codes = wire.told(account.id(), QrIssued.class).size();

        worker.close();
        assertThat(wire.awaitState(account.id(), AccountState.DISCONNECTED)
                        .reason()
                        .code())
                .isEqualTo(StatusReason.Code.WORKER_STOPPED);
        phone.does("send", Map.of("account", account.number(), "from", ANN, "type", "chat", "body", "while away"));
        wire.command("send-while-away", "send", account.id(), """
            {"to":"%s","message":"Accepted while away"}\
            """.formatted(ANN));
        worker = Worker.start(parts, home, Map.of());

        wire.awaitState(account.id(), AccountState.READY);
        assertThat(wire.told(account.id(), QrIssued.class)).hasSize((int) codes);
        wire.awaitTold(
                account.id(),
                MessageReceived.class,
                one -> "while away".equals(one.message().message()));
        resultOf(wire.result("send-while-away"));
    }

    @Test
    void anAccountIsStoppedStartedLoggedOutAndDeleted() {
        Linked account = linkedAccount();
        Path profile = home.resolve("profiles").resolve("account-" + account.id());

        assertThat(resultOf(wire.run("life-1", "disconnect", account.id(), "{}"))
                        .get("status")
                        .asString())
                .isEqualTo("STOPPED");
        assertThat(errorOf(wire.run("life-2", "send", account.id(), """
            {"to":"%s","message":"Hello"}\
            """.formatted(ANN))))
                .isEqualTo(ErrorCode.WHATSAPP_NOT_READY);
        resultOf(wire.run("life-3", "connect", account.id(), "{}"));
        wire.awaitState(account.id(), AccountState.READY);
        resultOf(wire.run("life-4", "restart", account.id(), "{}"));
        wire.awaitState(account.id(), AccountState.READY);
        assertThat(wire.told(account.id(), QrIssued.class)).hasSize(1);

        assertThat(resultOf(wire.run("life-5", "logout", account.id(), "{}"))
                        .get("status")
                        .asString())
                .isEqualTo("LOGGED_OUT");
        assertThat(profile).doesNotExist();
        resultOf(wire.run("life-6", "connect", account.id(), "{}"));
        wire.awaitState(account.id(), AccountState.QR);

        resultOf(wire.run("life-7", "delete", account.id(), "{}"));
        assertThat(wire.told(account.id(), AccountDeleted.class)).hasSize(1);
        assertThat(Files.exists(profile)).isFalse();
        assertThat(errorOf(wire.run("life-8", "connect", account.id(), "{}"))).isEqualTo(ErrorCode.ACCOUNT_NOT_FOUND);
        assertThat(wire.told(account.id(), AccountStatusChanged.class))
                .extracting(AccountStatusChanged::statusSeq)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void anAccountThatThePhoneUnlinksIsLoggedOut() {
        Linked account = linkedAccount();

        phone.does("unlink", Map.of("account", account.number()));

        assertThat(wire.awaitState(account.id(), AccountState.LOGGED_OUT)
                        .reason()
                        .code())
                .isEqualTo(StatusReason.Code.UNLINKED);
    }

    @Test
    void aSendThatWasInterruptedAfterItLeftIsFoundAndNotSentAgain() {
        Linked account = linkedAccount();
        String send = """
            {"to":"%s","message":"Left already"}\
            """.formatted(ANN);
        JsonNode first = resultOf(wire.run("torn-1", "send", account.id(), send));
        // As a worker leaves it that dies between the page's answer and the journal.
        jdbc().sql("update session.command set status = 'running', result = null, finished_at = null where id = ?")
                .param("torn-1")
                .update();

        wire.command("torn-1", "send", account.id(), send);

        await().untilAsserted(() -> assertThat(wire.events(event -> event.id().equals(EventIds.ofResult("torn-1"))))
                .hasSize(2));
        JsonNode second = resultOf(wire.events(event -> event.id().equals(EventIds.ofResult("torn-1")))
                .getLast()
                .data());
        assertThat(second.get("provider_message_id")).isEqualTo(first.get("provider_message_id"));
        assertThat(phone.received(ANN, account.number()))
                .filteredOn(message -> message.path("body").asString("").equals("Left already"))
                .hasSize(1);
    }

    @Test
    void aSendThatWasInterruptedBeforeItLeftIsSentOnce() {
        Linked account = linkedAccount();
        // As a worker leaves it that dies between the journal and the page.
        jdbc().sql("""
            insert into session.command (id, account_id, type, status, message_id)
            values ('torn-2', ?, 'send', 'running', '3EB0DEADBEEFDEADBEEFDE')
            """).param(account.id()).update();

        JsonNode result = resultOf(wire.run("torn-2", "send", account.id(), """
            {"to":"%s","message":"Not left yet"}\
            """.formatted(ANN)));

        assertThat(phone.received(ANN, account.number()))
                .filteredOn(message -> message.path("body").asString("").equals("Not left yet"))
                .singleElement()
                .satisfies(message -> assertThat(message.get("id").asString())
                        .isEqualTo(result.get("provider_message_id").asString()));
    }

    @Test
    void aMessageThatWaitsInThePageForTheServerIsNotCalledSent() {
        Linked account = linkedAccount();
        phone.does("outage", Map.of("account", account.number(), "seconds", 6));

        JsonNode result = resultOf(wire.run("patient-send", "send", account.id(), """
                        {"to":"%s","message":"After the outage"}""".formatted(ANN)));

        assertThat(phone.received(ANN, account.number()))
                .filteredOn(message -> message.path("body").asString("").equals("After the outage"))
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.get("id").asString())
                            .isEqualTo(result.get("provider_message_id").asString());
                    assertThat(message.get("sends").asInt()).isEqualTo(1);
                });
    }

    @Test
    void sendsGoOnWhenThePageHasLoadedItselfAnew() {
        Linked account = linkedAccount();
        for (int i = 0; i < 6; i++) {
            wire.command("reload-" + i, "send", account.id(), """
                    {"to":"%s","message":"Around a reload %d"}""".formatted(ANN, i));
            if (i == 2) {
                phone.does("reload", Map.of("account", account.number()));
            }
        }

        for (int i = 0; i < 6; i++) {
            resultOf(wire.result("reload-" + i));
        }
        assertThat(phone.received(ANN, account.number()))
                .extracting(message -> message.path("body").asString(""))
                .containsExactly(IntStream.range(0, 6)
                        .mapToObj(i -> "Around a reload " + i)
                        .toArray(String[]::new));
    }

    @Test
    void aCommandIdThatAnotherAccountHasUsedIsRefused() {
        resultOf(wire.run("twins-1", "create", "twin-1", """
                {"network":"sandbox"}"""));
        resultOf(wire.run("twins-2", "create", "twin-2", """
                {"network":"sandbox"}"""));
        resultOf(wire.run("same-id", "disconnect", "twin-1", "{}"));

        wire.command("same-id", "disconnect", "twin-2", "{}");

        CommandFailed refused = wire.awaitTold(
                "twin-2", CommandFailed.class, one -> one.commandId().equals("same-id"));
        assertThat(refused.error().code()).isEqualTo(ErrorCode.IDEMPOTENCY_CONFLICT);
        assertThat(wire.told("twin-1", CommandFailed.class)).isEmpty();
        resultOf(wire.run("twins-3", "delete", "twin-1", "{}"));
        resultOf(wire.run("twins-4", "delete", "twin-2", "{}"));
    }

    @Test
    void anAccountMadeAgainKnowsNothingOfTheClientMessageIdsOfItsPredecessor() {
        Linked first = linkedAccount();
        String send = """
                {"to":"%s","message":"Hello again","client_message_id":"order-1"}""".formatted(ANN);
        JsonNode before = resultOf(wire.run("again-1", "send", first.id(), send));
        resultOf(wire.run("again-2", "delete", first.id(), "{}"));
        resultOf(wire.run("again-3", "create", first.id(), """
                {"network":"sandbox"}"""));
        scan(first);
        wire.awaitState(first.id(), AccountState.READY);

        JsonNode after = resultOf(wire.run("again-4", "send", first.id(), send));

        assertThat(after.get("provider_message_id")).isNotEqualTo(before.get("provider_message_id"));
    }

    @Test
    void wordsThatCannotBeStoredAreRefusedAndNotBuried() {
        assertThat(errorOf(wire.run("unstorable", "send", "nobody", """
                        {"to":"%s","message":"Hello","client_message_id":"a\\u0000b","metadata":{"k":"\\u0000"}}""".formatted(ANN))))
                .isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    void aKilledChromiumIsReplacedAndItsAccountsComeBackWithoutANewCode() {
        Linked account = linkedAccount();
        String directory = "--user-data-dir=" + home.toAbsolutePath();

        ProcessHandle.current()
                .descendants()
                .filter(process -> process.info()
                        .arguments()
                        .map(List::of)
                        .map(Object::toString)
                        .orElse("")
                        .contains(directory))
                .forEach(ProcessHandle::destroyForcibly);

        wire.awaitTold(
                account.id(),
                AccountStatusChanged.class,
                change -> change.reason().code() == StatusReason.Code.BROWSER_LOST);
        wire.awaitState(account.id(), AccountState.READY);
        assertThat(wire.told(account.id(), QrIssued.class)).hasSize(1);
        resultOf(wire.run("after-browser", "send", account.id(), """
            {"to":"%s","message":"Back again"}\
            """.formatted(ANN)));
    }

    @Test
    void aPageThatHangsIsOpenedAgainAndDelaysNoOtherAccount() {
        Linked hanging = linkedAccount();
        Linked well = linkedAccount();
        phone.does("hang", Map.of("account", hanging.number(), "seconds", 30));
        wire.command("hang-send", "send", hanging.id(), """
            {"to":"%s","message":"Through the hang"}\
            """.formatted(ANN));

        resultOf(wire.run("beside-hang", "send", well.id(), """
            {"to":"%s","message":"Not delayed"}\
            """.formatted(ANN)));
        assertThat(wire.hasEnded("hang-send")).isFalse();

        wire.awaitTold(
                hanging.id(),
                AccountStatusChanged.class,
                change -> change.reason().code() == StatusReason.Code.PAGE_SILENT);
        wire.awaitState(hanging.id(), AccountState.READY);
        resultOf(wire.result("hang-send"));
        assertThat(phone.received(ANN, hanging.number()))
                .filteredOn(message -> message.path("body").asString("").equals("Through the hang"))
                .hasSize(1);
    }

    @Test
    void aLeaseThatAnotherTookClosesThePageAndIsTakenBackWhenItEnds() {
        Linked account = linkedAccount();

        jdbc().sql("""
            update session.lease set owner = 'thief', epoch = epoch + 1,
                expires_at = now() + interval '4 seconds' where account_id = ?
            """).param(account.id()).update();

        await().atMost(Duration.ofSeconds(20)).until(() -> phone.connections(account.number()) == 0);
        await().atMost(Duration.ofSeconds(45))
                .until(() -> jdbc().sql("select owner <> 'thief' from session.lease where account_id = ?")
                        .param(account.id())
                        .query(Boolean.class)
                        .single());
        wire.awaitState(account.id(), AccountState.READY);
        await().until(() -> phone.connections(account.number()) == 1);
    }

    @Test
    void itsMetricsAndHealthCanBeRead() throws Exception {
        linkedAccount();
        HttpClient http = HttpClient.newHttpClient();

        for (String path : List.of("/livez", "/readyz", "/actuator/health")) {
            assertThat(get(http, path).statusCode()).as(path).isEqualTo(200);
        }
        await().untilAsserted(() -> assertThat(get(http, "/actuator/prometheus").body())
                .containsPattern("wafleet_session_state\\{.*state=\"READY\".*} [1-9]"));
        assertThat(get(http, "/actuator/prometheus").body())
                .containsPattern("wafleet_command_seconds_count\\{.*type=\"create\".*}")
                .containsPattern("wafleet_chromium_memory_bytes.* [1-9]")
                .contains("kafka_consumer_fetch_manager_records_lag");
    }

    private static HttpResponse<String> get(HttpClient http, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + worker.port() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static JdbcClient jdbc() {
        return worker.part(JdbcClient.class);
    }

    private static byte[] bytesOf(Media media) {
        return jdbc().sql("select bytes from session.media_view join session.blob_view using (sha256) where id = ?")
                .param(media.id())
                .query(byte[].class)
                .single();
    }

    private static String header(org.apache.kafka.clients.consumer.ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static byte[] png() {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            var image = new java.awt.image.BufferedImage(64, 48, java.awt.image.BufferedImage.TYPE_INT_RGB);
            image.setRGB(10, 10, 0xFF8800);
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
