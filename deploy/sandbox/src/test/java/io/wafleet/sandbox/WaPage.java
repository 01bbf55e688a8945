package io.wafleet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.BrowserType.LaunchPersistentContextOptions;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The stand-in page in a profile of its own, with unmodified wa-js beside it. */
final class WaPage implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(40);
    private static final List<String> FLAGS =
            List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking");
    private static final String WA_JS = resource("/wajs/wppconnect-wa.js");
    private static final String LISTEN = """
            window.seen = [];
            const key = (id) => id && id.toString();
            WPP.on('chat.new_message', (m) => window.seen.push({ event: 'message', id: key(m.id), type: m.type,
                body: m.body, author: key(m.author), name: m.notifyName, fromMe: m.id.fromMe,
                quoted: m.quotedStanzaID ? key(m.quotedMsgId) : null }));
            WPP.on('chat.msg_ack_change', ({ ack, ids, sender }) =>
                ids.forEach((id) => window.seen.push({ event: 'ack', id: id.id, ack, sender: key(sender) })));
            WPP.on('chat.new_reaction', ({ msgId, reactionText, sender }) =>
                window.seen.push({ event: 'reaction', ref: key(msgId), text: reactionText, sender: key(sender) }));
            WPP.on('chat.msg_edited', ({ id, msg }) => window.seen.push({ event: 'edited', id, body: msg.body }));
            WPP.on('chat.msg_revoke', ({ refId }) => window.seen.push({ event: 'revoked', ref: key(refId) }));
            WPP.on('chat.poll_response', ({ msgId, selectedOptions, sender }) => window.seen.push({ event: 'vote',
                ref: key(msgId), options: selectedOptions.filter(Boolean).map(({ name }) => name).join(),
                sender: key(sender) }));
            WPP.on('chat.presence_change', ({ id, state }) => window.seen.push({ event: 'presence', id: key(id), state }));
            WPP.on('call.incoming_call', ({ id, sender, isVideo, isGroup }) => window.seen.push({ event: 'call', id,
                from: key(sender), video: isVideo, group: isGroup }));
            WPP.on('group.participant_changed', ({ action, participants }) => window.seen.push({ event: 'group', action,
                who: participants.join() }));
            WPP.on('conn.authenticated', () => window.seen.push({ event: 'authenticated' }));
            """;

    private final BrowserContext context;
    private final Page page;
    private final URI sandbox;
    private final List<String> problems = new ArrayList<>();
    private boolean crashed;

    private WaPage(BrowserContext context, Page page, URI sandbox) {
        this.context = context;
        this.page = page;
        this.sandbox = sandbox;
        page.onConsoleMessage(message -> {
            boolean isProblem = List.of("error", "warning").contains(message.type());
            if (isProblem
                    && !message.text().startsWith("Failed to load resource")
                    && !message.text().contains("net::ERR_")) {
                problems.add(message.text());
            }
        });
        page.onPageError(problems::add);
        page.onCrash(crashedPage -> crashed = true);
        open();
    }

    private static WaPage first(BrowserContext context, URI sandbox) {
        context.addInitScript("window.WPPConfig = { disableGoogleAnalytics: true };");
        context.addInitScript(WA_JS);
        context.addInitScript(LISTEN);
        Page page =
                context.pages().isEmpty() ? context.newPage() : context.pages().getFirst();
        return new WaPage(context, page, sandbox);
    }

    static Browser launch(BrowserType chromium) {
        return chromium.launch(
                new LaunchOptions().setExecutablePath(executable()).setArgs(FLAGS));
    }

    /** A page whose profile is gone when it is closed. */
    static WaPage in(Browser browser, URI sandbox) {
        return first(browser.newContext(), sandbox);
    }

    /** A page in a browser of its own whose profile stays on disk. */
    static WaPage onDisk(BrowserType chromium, Path profile, URI sandbox) {
        var options = new LaunchPersistentContextOptions()
                .setExecutablePath(executable())
                .setArgs(FLAGS);
        return first(chromium.launchPersistentContext(profile, options), sandbox);
    }

    /** Another page with the same login, as when somebody opens a copy of the profile. */
    WaPage again() {
        return new WaPage(context, context.newPage(), sandbox);
    }

    /** The Chromium that is named or found; null leaves the choice to Playwright. */
    static Path executable() {
        var named = Stream.of("PLAYWRIGHT_CHROMIUM", "WAFLEET_CHROMIUM")
                .map(System::getenv)
                .filter(Objects::nonNull);
        var onPath = Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(directory -> Path.of(directory, name).toString()));
        var onMac = Stream.of(
                "/Applications/Chromium.app/Contents/MacOS/Chromium",
                "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
        return Stream.of(named, onPath, onMac)
                .flatMap(paths -> paths)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    private static String resource(String name) {
        try (var stream = Objects.requireNonNull(WaPage.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void open() {
        page.navigate(sandbox.toString());
        waitFor("Boolean(window.WPP && WPP.isReady)");
    }

    void waitForCrash() {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!crashed) {
            assertThat(System.nanoTime()).as("the page has crashed").isLessThan(end);
            context.cookies(); // lets Playwright hear of it; a crashed page itself cannot be asked to wait
        }
    }

    /** The page is gone, its login stays. */
    void leave() {
        page.navigate("about:blank");
    }

    /** The text of the QR code, as wa-js tells it. */
    String qr() {
        waitFor("WPP.conn.getAuthCode().then((code) => code !== null)");
        return (String) page.evaluate("WPP.conn.getAuthCode().then((code) => code.fullCode)");
    }

    WaPage pairedWith(Phones phones, String number, String name) {
        phones.post("/phone/pair", Map.of("qr", qr(), "phone", number, "name", name));
        return ready();
    }

    WaPage ready() {
        waitFor("WPP.isFullReady && WPP.conn.isAuthenticated() && WPP.conn.isMainLoaded()"
                + " && WPP.conn.getStreamData().mode === 'MAIN'");
        return this;
    }

    Object run(String script) {
        return page.evaluate(script);
    }

    Object run(String script, Object argument) {
        return page.evaluate(script, argument);
    }

    void waitFor(String condition) {
        waitFor(condition, null);
    }

    /** Asks again and again from outside: the page's own policy forbids Playwright's waiting, which evaluates text. */
    void waitFor(String condition, Object argument) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!holds(condition, argument)) {
            assertThat(System.nanoTime()).as(condition).isLessThan(end);
            page.waitForTimeout(20);
        }
    }

    private boolean holds(String condition, Object argument) {
        try {
            return Boolean.TRUE.equals(page.evaluate(condition, argument));
        } catch (PlaywrightException e) {
            return false; // the page is just going to another address
        }
    }

    /** Gives the page a function that this test answers, while it waits for the page. */
    void offer(String function, UnaryOperator<String> answer) {
        page.exposeFunction(function, arguments -> answer.apply((String) arguments[0]));
    }

    CDPSession devTools() {
        return context.newCDPSession(page);
    }

    /** The QR code as it is painted. */
    byte[] qrPicture() {
        String url = (String) page.evaluate("document.querySelector('.qr canvas').toDataURL()");
        return Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1));
    }

    /** wa-js writes an error for each part of WhatsApp Web that it misses. */
    void assertNoProblems() {
        assertThat(problems).isEmpty();
    }

    @Override
    public void close() {
        context.close();
    }
}
