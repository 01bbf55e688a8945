package io.wafleet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Unmodified wa-js in a real Chromium on the stand-in page, and phones on the other side. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PageAndPhones {

    static final String ANN = "15551234567";

    private final List<WaPage> open = new ArrayList<>();
    Playwright playwright;
    Browser browser;
    SandboxProcess sandbox;
    Phones phones;
    private int tests;
    String account;

    @TempDir
    static Path directory;

    @BeforeAll
    void startSandbox() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60)); // the machine may be busy
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = WaPage.launch(playwright.chromium());
        sandbox = new SandboxProcess(directory.resolve("sandbox"));
        phones = new Phones(sandbox.uri());
    }

    @AfterAll
    void stopSandbox() {
        sandbox.close();
        playwright.close();
    }

    @BeforeEach
    void everyTestHasAnAccountOfItsOwn() {
        account = "1555765%04d".formatted(++tests);
    }

    @AfterEach
    void waJsFindsEverythingItAsksFor() {
        try {
            open.forEach(WaPage::assertNoProblems);
        } finally {
            open.forEach(WaPage::close);
            open.clear();
        }
    }

    WaPage page() {
        return page(sandbox);
    }

    WaPage page(SandboxProcess of) {
        return keep(WaPage.in(browser, of.uri()));
    }

    WaPage pageOnDisk(SandboxProcess of) {
        return keep(WaPage.onDisk(playwright.chromium(), directory.resolve("profile-" + account), of.uri()));
    }

    WaPage keep(WaPage page) {
        open.add(page);
        return page;
    }

    void close(WaPage page) {
        page.assertNoProblems();
        open.remove(page);
        page.close();
    }

    JsonNode received(Phones by, String number) {
        return by.get("/phone/" + number + "/messages?account=" + account);
    }

    JsonNode write(String... fieldsAndValues) {
        var body = new HashMap<String, String>(Map.of("account", account, "from", ANN));
        for (int i = 0; i < fieldsAndValues.length; i += 2) {
            body.put(fieldsAndValues[i], fieldsAndValues[i + 1]);
        }
        return phones.post("/phone/send", body);
    }

    /** Sends to Ann the way the bridge does: the chat is found first, and its id becomes part of the message's key. */
    static void send(WaPage page, String id, String text) {
        Object result = page.run(
                "async ([number, id, text]) => { const chat = await WPP.chat.find(`${number}@c.us`);"
                        + " const sent = await WPP.chat.sendTextMessage(chat.id, text, {"
                        + " messageId: `true_${chat.id}_${id}`, linkPreview: false, waitForAck: true });"
                        + " return sent.sendMsgResult.messageSendResult; }",
                List.of(ANN, id, text));
        assertThat(result).isEqualTo("OK");
    }
}
