package io.wafleet.session.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wafleet.common.account.AccountId;
import io.wafleet.session.browser.PageException.Kind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One Chromium, many pages, and what they do to each other: nothing. */
class ChromiumIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final AtomicInteger LAST_ACCOUNT = new AtomicInteger();

    @TempDir
    static Path directory;

    private static TinySite site;
    private static Chromium chromium;

    private final List<AccountPage> opened = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        site = new TinySite();
        chromium = Chromium.start(BrowserSettings.in(directory.resolve("profiles")), reason -> {});
    }

    @AfterAll
    static void stop() {
        chromium.close();
        site.close();
    }

    @AfterEach
    void closePages() {
        opened.forEach(AccountPage::close);
    }

    @Test
    void aHungPageCostsNoOtherPageAnything() throws Exception {
        AccountPage hung = open("/hanging", new Heard());
        await().atMost(SOON).until(() -> isSilent(hung));
        AccountPage lively = open("/", new Heard());
        awaitAnswer(lively);

        // Each of these has a deadline that the hung page would outlast.
        for (int i = 0; i < 50; i++) {
            assertThat(lively.probe(SOON)).isNotNull();
        }
        AccountPage another = open("/", new Heard());
        awaitAnswer(another);
        another.close();

        assertThat(isSilent(hung)).isTrue();
    }

    @Test
    void aHungPageCanBeClosedAndItsAccountOpenedAgain() throws Exception {
        AccountId account = anAccount();
        AccountPage hung = chromium.open(account, site.at("/hanging"), new Heard());
        await().atMost(SOON).until(() -> isSilent(hung));

        hung.close();
        AccountPage again = chromium.open(account, site.at("/"), new Heard());
        opened.add(again);

        awaitAnswer(again);
    }

    @Test
    void aKilledRendererIsToldAndTheAccountOpensAgain() throws Exception {
        AccountId account = anAccount();
        Heard heard = new Heard();
        AccountPage page = chromium.open(account, site.at("/"), heard);
        Heard neighbour = new Heard();
        AccountPage beside = open("/", neighbour);
        awaitAnswer(page);
        awaitAnswer(beside);

        ((ChromiumPage) page).session().send("Page.crash", Map.of(), SOON);

        heard.last(PageEvent.Crashed.class);
        assertThat(neighbour.all(PageEvent.Crashed.class)).isEmpty();
        assertThat(beside.probe(SOON)).isNotNull();
        assertThatThrownBy(() -> page.probe(Duration.ofSeconds(60)))
                .isInstanceOfSatisfying(
                        PageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.GONE));
        page.close();
        AccountPage again = chromium.open(account, site.at("/"), new Heard());
        opened.add(again);
        awaitAnswer(again);
    }

    @Test
    void aSlowListenerHoldsUpOnlyItsOwnPage() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AccountPage slow = open("/flooding", event -> waitFor(release));
        Heard heard = new Heard();
        open("/flooding", heard);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> heard.all(PageEvent.MessageSeen.class).size() == 5000);
        assertThat(slow.probe(SOON)).isNotNull();
        assertThat(heard.all(PageEvent.MessageSeen.class))
                .extracting(seen -> seen.message().id())
                .containsExactlyElementsOf(
                        IntStream.range(0, 5000).mapToObj(n -> "M" + n).toList());
        release.countDown();
    }

    @Test
    void manyAccountsCanBeOpenedAtOnce() throws Exception {
        List<Future<AccountPage>> openings = new ArrayList<>();
        try (ExecutorService atOnce = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < 12; n++) {
                openings.add(atOnce.submit(() -> chromium.open(anAccount(), site.at("/"), new Heard())));
            }
        }
        for (Future<AccountPage> opening : openings) {
            opened.add(opening.get());
        }

        opened.forEach(ChromiumIT::awaitAnswer);
    }

    @Test
    void aSiteThatRefusesIsUnreachable() throws Exception {
        Heard heard = new Heard();
        opened.add(chromium.open(anAccount(), URI.create("http://127.0.0.1:1/"), heard));

        assertThat(heard.last(PageEvent.Unreachable.class).reason()).isNotBlank();
    }

    @Test
    void aSiteWithoutAnAddressIsUnreachable() throws Exception {
        Heard heard = new Heard();
        opened.add(chromium.open(anAccount(), URI.create("http://nowhere.invalid/"), heard));

        assertThat(heard.last(PageEvent.Unreachable.class).reason()).isNotBlank();
    }

    @Test
    void aSiteThatAnswersWithAnErrorIsUnreachable() throws Exception {
        Heard heard = new Heard();
        open("/broken", heard);

        assertThat(heard.last(PageEvent.Unreachable.class).reason()).isEqualTo("http_503");
    }

    @Test
    void aSiteThatIsAtWorkIsNotUnreachableHoweverLongItsLoginTakes() throws Exception {
        BrowserSettings defaults = BrowserSettings.in(directory.resolve("impatient"));
        BrowserSettings impatient = new BrowserSettings(
                null,
                defaults.profiles(),
                defaults.data(),
                defaults.window(),
                defaults.heartbeatTimeout(),
                defaults.callDeadline(),
                Duration.ofSeconds(10),
                List.of());
        try (Chromium other = Chromium.start(impatient, reason -> {})) {
            Heard syncing = new Heard();
            other.open(anAccount(), site.at("/syncing"), syncing);
            syncing.last(PageEvent.StreamChanged.class);
            Heard silent = new Heard();
            other.open(anAccount(), site.at("/"), silent);

            silent.last(PageEvent.Unreachable.class);
            assertThat(syncing.all(PageEvent.Unreachable.class)).isEmpty();
        }
    }

    @Test
    void aPageThatAsksItsUserSomethingIsAnsweredForThem() throws Exception {
        AccountPage page = open("/asking", new Heard());

        await().atMost(SOON)
                .ignoreExceptions() // asked while it navigates
                .until(() -> ((ChromiumPage) page)
                        .session()
                        .call("Runtime.evaluate", Map.of("expression", "window.answered"), SOON)
                        .path("result")
                        .path("value")
                        .asBoolean(false));
    }

    @Test
    void aScreenshotIsAPngOfTheWindowsSize() throws Exception {
        AccountPage page = open("/", new Heard());
        awaitAnswer(page);

        Screenshot screenshot = page.screenshot(SOON);

        assertThat(screenshot.png()).startsWith(0x89, 'P', 'N', 'G');
        assertThat(screenshot.width()).isEqualTo(1280);
        assertThat(screenshot.height()).isEqualTo(800);
    }

    @Test
    void pagesDoNotSeeThatTheyAreAutomated() throws Exception {
        AccountPage page = open("/", new Heard());
        awaitAnswer(page);

        assertThat(((ChromiumPage) page)
                        .session()
                        .call("Runtime.evaluate", Map.of("expression", "navigator.webdriver"), SOON)
                        .path("result")
                        .path("value")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void anAccountHasOnePageAtMost() throws Exception {
        AccountPage page = open("/", new Heard());

        assertThatThrownBy(() -> chromium.open(page.account(), site.at("/"), new Heard()))
                .isInstanceOfSatisfying(
                        PageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_READY));
    }

    @Test
    void aDeletedProfileIsGoneAndTheAccountStartsAfresh() throws Exception {
        AccountPage page = open("/", new Heard());
        AccountId account = page.account();
        awaitAnswer(page);
        page.close();
        ProfilesDirectory profiles = new ProfilesDirectory(BrowserSettings.in(directory.resolve("profiles")));
        assertThat(profiles.profileOf(account)).isDirectory();
        profiles.delete(account);

        assertThat(profiles.profileOf(account)).doesNotExist();
        AccountPage again = chromium.open(account, site.at("/"), new Heard());
        opened.add(again);
        awaitAnswer(again);
    }

    @Test
    void memoryIsCounted() {
        assertThat(chromium.memoryBytes()).isGreaterThan(50_000_000);
    }

    private AccountPage open(String path, Consumer<PageEvent> listener) throws PageException {
        AccountPage page = chromium.open(anAccount(), site.at(path), listener);
        opened.add(page);
        return page;
    }

    private static AccountId anAccount() {
        return new AccountId("a" + LAST_ACCOUNT.incrementAndGet());
    }

    private static void awaitAnswer(AccountPage page) {
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> page.probe(SOON) != null);
    }

    private static boolean isSilent(AccountPage page) {
        try {
            page.probe(Duration.ofMillis(300));
            return false;
        } catch (PageException e) {
            return e.kind() == Kind.TIMEOUT;
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
