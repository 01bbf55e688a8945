package io.wafleet.session.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wafleet.common.account.AccountId;
import io.wafleet.standalone.testing.SandboxProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The newest shape of the site: chats under LIDs, keys that hide their text; and a Chromium that is killed. */
class MigratedAccountIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String PHONE = "15557654321";
    private static final String ANN = "15551234567";

    @TempDir
    static Path directory;

    private static SandboxProcess sandbox;
    private static Phones phones;

    @BeforeAll
    static void start() {
        sandbox = SandboxProcess.start(
                Map.of("WAFLEET_SANDBOX_LID_MODE", "true", "WAFLEET_SANDBOX_MINIFIED_KEYS", "true"));
        phones = new Phones(sandbox.uri());
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    void numbersAreToldAsNumbersAndLidsApart() throws Exception {
        Heard heard = new Heard();
        try (Chromium chromium = Chromium.start(BrowserSettings.in(directory.resolve("lids")), reason -> {});
                AccountPage page = link(chromium, heard)) {
            SentMessage sent = page.send(OutgoingMessage.text("3EB0BBBB0001", ANN, "hello"), SOON);
            phones.post("send", Map.of("account", PHONE, "from", ANN, "type", "chat", "body", "hi"));

            assertThat(chatsAreUnderLids(page)).as("the sandbox is in LID mode").isTrue();
            assertThat(sent.chatId()).isEqualTo(ANN + "@c.us");
            assertThat(sent.waId()).isEqualTo(ANN);
            assertThat(page.find(ANN, "3EB0BBBB0001", SOON)).isPresent();
            await().atMost(SOON)
                    .until(() -> heard.all(PageEvent.MessageSeen.class).stream()
                            .anyMatch(seen -> !seen.message().fromMe()));
            PageMessage seen = heard.all(PageEvent.MessageSeen.class).stream()
                    .map(PageEvent.MessageSeen::message)
                    .filter(message -> !message.fromMe())
                    .findFirst()
                    .orElseThrow();
            assertThat(seen.from()).isEqualTo(ANN);
            assertThat(seen.fromLid()).isNotNull().isNotEqualTo(ANN);
            assertThat(seen.chatId()).isEqualTo(ANN + "@c.us");
            assertThat(seen.id()).doesNotContain("_");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX) // kills by process group
    void aLoginThatIsOnDiskOutlivesAKilledChromium() throws Exception {
        BrowserSettings settings = BrowserSettings.in(directory.resolve("killed"));
        CompletableFuture<String> lost = new CompletableFuture<>();
        Heard heard = new Heard();
        try (Chromium chromium = Chromium.start(settings, lost::complete)) {
            link(chromium, new Heard()).close(); // closing brings the login to disk
            chromium.open(new AccountId("migrated"), sandbox.uri(), heard);
            heard.last(PageEvent.Ready.class);

            chromium.group().kill();

            assertThat(lost.get(10, TimeUnit.SECONDS)).isNotBlank();
            heard.last(PageEvent.Crashed.class);
            assertThat(chromium.isAlive()).isFalse();
        }

        Heard after = new Heard();
        try (Chromium next = Chromium.start(settings, reason -> {});
                AccountPage page = next.open(new AccountId("migrated"), sandbox.uri(), after)) {
            assertThat(after.last(PageEvent.Ready.class).self().phone()).isEqualTo(PHONE);
            assertThat(after.all(PageEvent.QrShown.class)).isEmpty();
            assertThat(page.probe(SOON).streamIsAlive()).isTrue();
        }
    }

    private static boolean chatsAreUnderLids(AccountPage page) throws PageException {
        String question = "WPP.whatsapp.ChatStore.getModelsArray().some(({id}) => id.server === 'lid')";
        return ((ChromiumPage) page)
                .session()
                .call("Runtime.evaluate", Map.of("expression", question), SOON)
                .path("result")
                .path("value")
                .asBoolean(false);
    }

    private static AccountPage link(Chromium chromium, Heard heard) throws PageException {
        AccountPage page = chromium.open(new AccountId("migrated"), sandbox.uri(), heard);
        phones.pair(heard.last(PageEvent.QrShown.class).raw(), PHONE, "Shop");
        heard.last(PageEvent.Ready.class);
        return page;
    }
}
