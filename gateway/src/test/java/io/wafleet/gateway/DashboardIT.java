package io.wafleet.gateway;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.wafleet.common.account.AccountId;
import io.wafleet.common.command.AnswerPasskey;
import io.wafleet.common.command.RequestPairingCode;
import io.wafleet.common.event.AccountDeleted;
import io.wafleet.common.event.Event;
import io.wafleet.common.event.EventIds;
import io.wafleet.common.event.MessageReceived;
import io.wafleet.common.message.ChatMessage;
import io.wafleet.common.message.MessageType;
import io.wafleet.gateway.testing.FleetStandIn;
import io.wafleet.gateway.testing.RunningGateway;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Uses the dashboard as a person would, in a real browser; leaves pictures of it in {@code target/dashboard}. */
class DashboardIT {

    private static final String SCRIPT = "<img src=x onerror=\"document.title='broken into'\">";
    private static final Path PICTURES = Path.of("target", "dashboard");

    private final FleetStandIn fleet = RunningGateway.fleet();
    private final List<String> complaints = new ArrayList<>();
    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright
            .chromium()
            .launch(new LaunchOptions().setExecutablePath(chromium()).setArgs(List.of("--no-sandbox")));
    private final Page page = browser.newPage();

    /** The Chromium that is named or found; null leaves the choice to Playwright. */
    private static Path chromium() {
        Stream<String> named = Stream.of("PLAYWRIGHT_CHROMIUM", "WAFLEET_CHROMIUM")
                .map(System::getenv)
                .filter(Objects::nonNull);
        Stream<String> onPath = Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .map(directory -> directory + File.separator + name));
        return Stream.concat(named, onPath)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    @BeforeEach
    void open() {
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.navigate("http://127.0.0.1:" + RunningGateway.shared().port() + "/");
    }

    @AfterEach
    void close() {
        playwright.close();
    }

    @BeforeAll
    static void waitLongerOnABusyMachine() {
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    }

    private void signIn() {
        page.getByLabel("API key").fill(RunningGateway.ADMIN_KEY);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        assertThat(page.locator(".link")).hasText("live");
    }

    private void publish(String account, io.wafleet.common.event.EventData data) {
        fleet.publish(new Event(EventIds.unique(), new AccountId(account), Instant.now(), "test", 1, 1, false, data));
    }

    private void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }

    @Test
    void aWrongKeyIsRefusedAndAGoodOneOpensTheFleet() {
        page.getByLabel("API key").fill("wrong");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        assertThat(page.locator(".toast")).hasText("This API key is not valid");
        picture("door");
        signIn();
        page.reload();
        assertThat(page.locator(".link")).hasText("live");
        page.getByText("Sign out").click();
        assertThat(page.getByLabel("API key")).isVisible();
        page.reload();
        assertThat(page.getByLabel("API key")).isVisible();
    }

    @Test
    void anAccountIsLinkedAndWritesAndIsStoppedFromThePage() {
        fleet.views().account("dash", "QR", "2@dashboard");
        signIn();
        page.locator("[data-account=dash]").click();
        assertThat(page.getByAltText("QR code that links the phone")).isVisible();
        picture("qr");

        fleet.views().account("dash", "READY", null);
        publish("dash", new AccountDeleted());
        assertThat(page.locator("[data-account=dash] .state")).hasText("READY");
        assertThat(page.getByAltText("QR code that links the phone")).isHidden();

        page.getByLabel("To").fill("15551234567");
        page.getByLabel("Message").fill("Hello from the page");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send"))
                .click();
        assertThat(page.locator(".toast")).hasText("Message sent");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Restart"))
                .click();
        assertThat(page.locator(".toast")).hasText("Restart: done");
        assertThat(fleet.commands("dash"))
                .extracting(command -> command.type().wireName())
                .containsExactly("send", "restart");

        page.getByLabel("Id").fill("made-here");
        page.getByLabel("Network").selectOption("sandbox");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Create"))
                .click();
        assertThat(page.locator(".toast")).hasText("Account created");
        assertThat(fleet.commands("made-here")).hasSize(1);
    }

    @Test
    void anAccountIsLinkedWithACodeInsteadOfAScan() {
        fleet.views().account("dash-code", "QR", "2@code");
        signIn();
        page.locator("[data-account=dash-code]").click();
        page.getByLabel("Or link with a code").fill("+1 (555) 765-4321");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show code"))
                .click();
        assertThat(page.getByLabel("Pairing code")).hasText("ABCD1234");
        assertThat(fleet.commands("dash-code").getFirst().data()).isEqualTo(new RequestPairingCode("15557654321"));
        picture("pairing-code");
        fleet.views().account("dash-code", "READY", null);
        publish("dash-code", new AccountDeleted());
        assertThat(page.getByLabel("Pairing code")).isHidden();
        // An account that is READY by now has no QR code to fetch any more.
        assertThat(complaints).allMatch(complaint -> complaint.contains("401") || complaint.contains("409"));
    }

    @Test
    void aPasskeyPromptIsExplainedAndAnswered() {
        fleet.views().account("dash-key", "PASSKEY", null);
        fleet.views().passkey("dash-key", "{\"challenge\":\"Y2hhbGxlbmdl\",\"rpId\":\"web.whatsapp.com\"}", 60);
        signIn();
        page.locator("[data-account=dash-key]").click();
        assertThat(page.getByLabel("Challenge")).containsText("Y2hhbGxlbmdl");
        picture("passkey");
        page.getByLabel("Assertion").fill("no JSON");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Answer"))
                .click();
        assertThat(page.locator(".toast")).hasText("This is not the JSON of an assertion");
        page.getByLabel("Assertion").fill("{\"id\":\"AQID\",\"response\":{\"signature\":\"AA\"}}");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Answer"))
                .click();
        assertThat(page.locator(".toast")).hasText("Passkey answered");
        assertThat(fleet.commands("dash-key").getFirst().data())
                .isEqualTo(new AnswerPasskey(Map.of("id", "AQID", "response", Map.of("signature", "AA"))));
        assertThat(complaints).allMatch(complaint -> complaint.contains("401"));
    }

    @Test
    void textOfStrangersStaysTextAndThePageHasNothingToComplainOf() {
        fleet.views().account("hostile", "READY", null);
        fleet.views()
                .database()
                .sql("update session.account set name = ? where id = 'hostile'")
                .param(SCRIPT)
                .update();
        signIn();
        page.locator("[data-account=hostile]").click();
        publish("hostile", new MessageReceived(message()));
        assertThat(page.locator("li .what").first()).hasText(SCRIPT + ": " + SCRIPT);
        assertThat(page.locator("[data-account=hostile] strong")).hasText(SCRIPT);
        picture("fleet");
        assertThat(page.title()).isEqualTo("Wafleet");
        // The first look whether there is a session is answered 401, and the browser notes it.
        assertThat(complaints).allMatch(complaint -> complaint.contains("401"));
    }

    private static ChatMessage message() {
        return new ChatMessage(
                EventIds.unique(),
                "15551234567@c.us",
                "15551234567",
                null,
                null,
                "15557654321",
                false,
                MessageType.TEXT,
                SCRIPT,
                1_700_000_000L,
                null,
                List.of(),
                SCRIPT,
                null,
                null,
                null,
                Map.of(),
                false,
                null,
                List.of(),
                null);
    }
}
