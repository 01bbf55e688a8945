package io.wafleet.session.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.message.MessageType;
import io.wafleet.session.browser.PageException.Kind;
import io.wafleet.standalone.testing.SandboxProcess;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a page does on the stand-in for WhatsApp Web, with the unmodified wa-js. */
class WhatsAppWebIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String ANN = "15551234567";
    private static final String NOBODY = "15550000000";

    @TempDir
    static Path directory;

    private static SandboxProcess sandbox;
    private static Phones phones;
    private static Chromium chromium;
    private static Linked main;

    /** A page with what it told, linked to the phone of that number. */
    private record Linked(AccountPage page, Heard heard, String phone) {}

    @BeforeAll
    static void start() throws Exception {
        sandbox = SandboxProcess.start();
        phones = new Phones(sandbox.uri());
        chromium = Chromium.start(BrowserSettings.in(directory.resolve("profiles")), reason -> {});
        main = link("main", "15557654321");
    }

    @AfterAll
    static void stop() {
        chromium.close();
        sandbox.close();
    }

    @Test
    void aScannedQrMakesThePageReady() {
        assertThat(main.heard().all(PageEvent.Authenticated.class)).hasSize(1);
        assertThat(main.heard().all(PageEvent.Ready.class)).hasSize(1);
        assertThat(main.page().self().phone()).isEqualTo(main.phone());
        assertThat(main.page().self().pushName()).isEqualTo("Shop");
        assertThat(main.page().self().platform()).isNotBlank();
    }

    @Test
    void aReadyPageAnswersThatItsStreamIsAlive() throws Exception {
        assertThat(main.page().probe(SOON).streamIsAlive()).isTrue();
    }

    @Test
    void aTextArrivesWithTheIdWeChoseAndIsFoundByIt() throws Exception {
        String text = "Olá \u2713 \uD83D\uDC4B\u200D <b>&amp;\u202E \\u0000 '\"`${}";

        SentMessage sent = main.page().send(text("3EB0AAAA0001", ANN, text), SOON);

        assertThat(sent.messageId()).isEqualTo("3EB0AAAA0001");
        assertThat(sent.chatId()).isEqualTo(ANN + "@c.us");
        assertThat(sent.waId()).isEqualTo(ANN);
        assertThat(received("3EB0AAAA0001").path("body").asString()).isEqualTo(text);
        assertThat(main.page().find(ANN, "3EB0AAAA0001", SOON)).isPresent();
        assertThat(main.page().find(ANN, "3EB0AAAA9999", SOON)).isEmpty();
    }

    @Test
    void theSameIdAgainSendsNothing() throws Exception {
        main.page().send(text("3EB0AAAA0002", ANN, "once"), SOON);
        main.page().send(text("3EB0AAAA0002", ANN, "once"), SOON);

        assertThat(receivedAll("3EB0AAAA0002")).hasSize(1);
    }

    @Test
    void acknowledgementsAreTold() throws Exception {
        main.page().send(text("3EB0AAAA0003", ANN, "read me"), SOON);
        await().atMost(SOON).until(() -> acksOf("3EB0AAAA0003").contains(2));

        phones.post("read", Map.of("account", main.phone(), "chat", ANN));

        await().atMost(SOON).until(() -> acksOf("3EB0AAAA0003").contains(3));
    }

    @Test
    void aNumberThatIsNotOnWhatsAppIsNotFound() {
        assertThatThrownBy(() -> main.page().send(text("3EB0AAAA0004", NOBODY, "hello"), SOON))
                .isInstanceOfSatisfying(
                        PageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.RECIPIENT_NOT_FOUND))
                .hasMessageNotContaining(NOBODY);
    }

    @Test
    void anImageArrivesByteForByteWithItsCaption() throws Exception {
        byte[] png = main.page().screenshot(SOON).png();
        OutgoingMedia media = new OutgoingMedia(png, "image/png", null, MessageType.IMAGE);

        main.page().send(file("3EB0AAAA0005", ANN, media, "a picture"), SOON);

        JsonNode got = received("3EB0AAAA0005");
        assertThat(got.path("type").asString()).isEqualTo("image");
        assertThat(got.path("caption").asString()).isEqualTo("a picture");
        assertThat(got.path("sha256").asString()).isEqualToIgnoringCase(sha256(png));
    }

    @Test
    void aLargeDocumentArrivesByteForByteUnderItsName() throws Exception {
        byte[] bytes = random(10 << 20);
        OutgoingMedia media = new OutgoingMedia(bytes, "application/pdf", "b\u00E9 '1'.pdf", MessageType.DOCUMENT);

        main.page().send(file("3EB0AAAA0006", ANN, media, null), Duration.ofSeconds(60));

        JsonNode got = received("3EB0AAAA0006");
        assertThat(got.path("filename").asString()).isEqualTo("b\u00E9 '1'.pdf");
        assertThat(got.path("sha256").asString()).isEqualToIgnoringCase(sha256(bytes));
    }

    @Test
    void aFileThatCouldNotBeSentDoesNotStayInThePage() throws Exception {
        ChromiumPage page = (ChromiumPage) main.page();
        evaluate(page, """
            const add = Map.prototype.set;
            Map.prototype.set = function (key, value) {
              if (value?.pieces) globalThis.lastTransfer = key;
              return add.call(this, key, value);
            }\
            """);
        OutgoingMedia media = new OutgoingMedia(random(1000), "application/pdf", null, MessageType.DOCUMENT);

        assertThatThrownBy(() -> page.send(file("3EB0AAAA000B", NOBODY, media, null), SOON))
                .isInstanceOf(PageException.class);

        assertThat(evaluate(page, "typeof lastTransfer")).isEqualTo("string");
        await().atMost(SOON)
                .until(() -> evaluate(
                                page,
                                "wafleetBridge.call('getPiece', {transferId: lastTransfer, offset: 0, length: 1})"
                                        + ".then(({error}) => error.detail)")
                        .equals("no such transfer"));
    }

    private static String evaluate(ChromiumPage page, String expression) throws PageException {
        return page.session()
                .call("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true), SOON)
                .path("result")
                .path("value")
                .asString("");
    }

    @Test
    void receivedMessagesAreToldInOrder() {
        for (int n = 0; n < 30; n++) {
            phones.post(
                    "send", Map.of("account", main.phone(), "from", "15550001111", "type", "chat", "body", "n" + n));
        }

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(seenFrom("15550001111"))
                        .extracting(PageMessage::body)
                        .containsExactlyElementsOf(
                                IntStream.range(0, 30).mapToObj(n -> "n" + n).toList()));
        PageMessage first = seenFrom("15550001111").getFirst();
        assertThat(first.chatId()).isEqualTo("15550001111@c.us");
        assertThat(first.to()).isEqualTo(main.phone());
        assertThat(first.fromMe()).isFalse();
        assertThat(first.type()).isEqualTo("chat");
        assertThat(first.id()).doesNotContain("_");
    }

    @Test
    void aMessageInAGroupNamesWhoWroteIt() {
        phones.post(
                "send",
                Map.of(
                        "account", main.phone(),
                        "from", "15550002222",
                        "group", "120363000000000009@g.us",
                        "type", "chat",
                        "body", "to all"));

        await().atMost(SOON).until(() -> !seenFrom("15550002222").isEmpty());
        PageMessage seen = seenFrom("15550002222").getFirst();
        assertThat(seen.isGroup()).isTrue();
        assertThat(seen.chatId()).isEqualTo("120363000000000009@g.us");
        assertThat(seen.author()).isEqualTo("15550002222");
        assertThat(seen.body()).isEqualTo("to all");
    }

    @Test
    void receivedMediaAreDownloadedByteForByte() throws Exception {
        byte[] bytes = random(3_000_000);
        phones.post(
                "send",
                Map.of(
                        "account", main.phone(),
                        "from", "15550003333",
                        "type", "document",
                        "mimetype", "application/pdf",
                        "filename", "note.pdf",
                        "data", Base64.getEncoder().encodeToString(bytes)));
        await().atMost(SOON).until(() -> !seenFrom("15550003333").isEmpty());
        PageMessage seen = seenFrom("15550003333").getFirst();

        DownloadedMedia media = main.page().download(seen.id(), 3_000_000, Duration.ofSeconds(60));

        assertThat(media.bytes()).isEqualTo(bytes);
        assertThatThrownBy(() -> main.page().download(seen.id(), 2_999_999, SOON))
                .isInstanceOfSatisfying(
                        PageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REJECTED))
                .hasMessageContaining("media_too_large");
        assertThat(media.mimetype()).isEqualTo("application/pdf");
        assertThat(media.filename()).isEqualTo("note.pdf");
        assertThat(seen.media()).isNotNull();
        assertThat(seen.media().size()).isEqualTo(3_000_000);
        assertThat(seen.body()).isNull();
    }

    @Test
    void anAnswerQuotesWhatItAnswers() throws Exception {
        phones.post("send", Map.of("account", main.phone(), "from", "15550004444", "type", "chat", "body", "when?"));
        await().atMost(SOON).until(() -> !seenFrom("15550004444").isEmpty());
        String asked = seenFrom("15550004444").getFirst().id();

        SentMessage sent = main.page()
                .send(
                        new OutgoingMessage(
                                "3EB0AAAA0007", "15550004444", new OutgoingContent.Text("now"), asked, List.of()),
                        SOON);

        assertThat(sent.messageId()).isEqualTo("3EB0AAAA0007");
    }

    @Test
    void anUnknownMessageCannotBeDownloaded() {
        assertThatThrownBy(() -> main.page().download("3EB0FFFF", 1000, SOON))
                .isInstanceOfSatisfying(
                        PageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.MESSAGE_NOT_FOUND));
    }

    @Test
    void aPageThatIsNotLinkedSendsNothing() throws Exception {
        Heard heard = new Heard();
        try (AccountPage page = chromium.open(new AccountId("unlinked"), sandbox.uri(), heard)) {
            assertThat(heard.last(PageEvent.QrShown.class).raw().split(",")).hasSize(4);
            assertThatThrownBy(() -> page.send(text("3EB0AAAA0008", ANN, "hello"), SOON))
                    .isInstanceOfSatisfying(
                            PageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_READY));
        }
    }

    @Test
    void aClosedAndReopenedPageIsReadyWithoutAQrAndKnowsWhatItSent() throws Exception {
        Linked linked = link("reopened", "15557650001");
        linked.page().send(text("3EB0AAAA0009", ANN, "before"), SOON);
        linked.page().close();
        phones.post("send", Map.of("account", linked.phone(), "from", ANN, "type", "chat", "body", "while away"));

        Heard heard = new Heard();
        try (AccountPage page = chromium.open(linked.page().account(), sandbox.uri(), heard)) {
            assertThat(heard.last(PageEvent.Ready.class).self().phone()).isEqualTo(linked.phone());
            assertThat(heard.all(PageEvent.QrShown.class)).isEmpty();
            assertThat(page.find(ANN, "3EB0AAAA0009", SOON)).isPresent();
            assertThat(heard.last(PageEvent.MessageSeen.class).message().body()).isEqualTo("while away");
            PageHistory history = page.history();
            assertThat(history.activeSince(0, SOON)).containsExactly(ANN + "@c.us");
            assertThat(history.activeSince(Instant.now().plusSeconds(3600).getEpochSecond(), SOON))
                    .isEmpty();
            assertThat(history.messagesWithFiles(ANN + "@c.us", 100, null, SOON).items())
                    .extracting(PageMessage::body)
                    .containsExactly("while away", "before");
        }
    }

    @Test
    void aLogoutIsToldAndShowsAFreshQr() throws Exception {
        Linked linked = link("leaving", "15557650002");

        linked.page().logout(SOON);

        assertThat(linked.heard().last(PageEvent.LoggedOut.class).reason()).isEqualTo("requested");
        await().atMost(SOON).until(() -> showsAQrAfterLogout(linked.heard()));
        linked.page().close();
    }

    @Test
    void anUnlinkingByThePhoneIsToldAndShowsAFreshQr() throws Exception {
        Linked linked = link("unlinked-by-phone", "15557650003");

        phones.post("unlink", Map.of("account", linked.phone()));

        assertThat(linked.heard().last(PageEvent.LoggedOut.class).reason()).isNotBlank();
        await().atMost(SOON).until(() -> showsAQrAfterLogout(linked.heard()));
        linked.page().close();
    }

    @Test
    void aTakeoverBySomebodyElseIsTold() throws Exception {
        Linked linked = link("taken", "15557650004");

        phones.post("conflict", Map.of("account", linked.phone()));

        linked.heard().last(PageEvent.Conflict.class);
        linked.page().close();
    }

    @Test
    void anAccountThatHangsCostsOthersNothing() throws Exception {
        Linked linked = link("hanging", "15557650005");

        phones.post("hang", Map.of("account", linked.phone(), "seconds", 30));

        ThrowingCallable probe = () -> linked.page().probe(Duration.ofMillis(200));
        await().atMost(SOON).untilAsserted(() -> assertThatThrownBy(probe).isInstanceOf(PageException.class));
        main.page().send(text("3EB0AAAA000A", ANN, "still here"), SOON);
        assertThatThrownBy(probe).as("still hangs").isInstanceOf(PageException.class);
        linked.page().close();
    }

    private static List<Integer> acksOf(String messageId) {
        return main.heard().all(PageEvent.AckChanged.class).stream()
                .filter(ack -> ack.messageId().equals(messageId))
                .map(PageEvent.AckChanged::ack)
                .toList();
    }

    private static boolean showsAQrAfterLogout(Heard heard) {
        return heard.everything().stream()
                .dropWhile(event -> !(event instanceof PageEvent.LoggedOut))
                .anyMatch(PageEvent.QrShown.class::isInstance);
    }

    @Test
    void anAccountGoesToAnotherWorkerOnTheSameProfilesWithItsLogin() throws Exception {
        Linked moving = link("moving", "15557650077");
        moving.page().close();
        BrowserSettings here = BrowserSettings.in(directory.resolve("profiles"));
        BrowserSettings elsewhere = BrowserSettings.in(directory.resolve("other"));
        BrowserSettings onTheSameProfiles = new BrowserSettings(
                null,
                here.profiles(),
                elsewhere.data(),
                here.window(),
                here.heartbeatTimeout(),
                here.callDeadline(),
                here.loadDeadline(),
                here.flags());
        Heard heard = new Heard();
        try (Chromium other = Chromium.start(onTheSameProfiles, reason -> {});
                AccountPage moved = other.open(moving.page().account(), sandbox.uri(), heard)) {
            heard.last(PageEvent.Ready.class);
            assertThat(moved.self().phone()).isEqualTo(moving.phone());
            assertThat(heard.all(PageEvent.QrShown.class)).isEmpty();
        }
    }

    private static Linked link(String account, String phone) throws PageException {
        Heard heard = new Heard();
        AccountPage page = chromium.open(new AccountId(account), sandbox.uri(), heard);
        phones.pair(heard.last(PageEvent.QrShown.class).raw(), phone, "Shop");
        heard.last(PageEvent.Ready.class);
        return new Linked(page, heard, phone);
    }

    private static OutgoingMessage text(String id, String to, String text) {
        return OutgoingMessage.text(id, to, text);
    }

    private static OutgoingMessage file(String id, String to, OutgoingMedia media, @Nullable String caption) {
        return new OutgoingMessage(id, to, new OutgoingContent.File(media, caption), null, List.of());
    }

    private static List<PageMessage> seenFrom(String number) {
        return main.heard().all(PageEvent.MessageSeen.class).stream()
                .map(PageEvent.MessageSeen::message)
                .filter(message -> message.from().equals(number))
                .toList();
    }

    private static JsonNode received(String id) {
        return await().atMost(SOON)
                .until(() -> receivedAll(id), found -> !found.isEmpty())
                .getFirst();
    }

    private static List<JsonNode> receivedAll(String id) {
        return StreamSupport.stream(phones.messages(ANN, main.phone()).spliterator(), false)
                .filter(message -> message.path("id").asString("").contains(id))
                .toList();
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(42).nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
