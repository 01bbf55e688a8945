package io.wafleet.session.browser;

import io.wafleet.common.account.AccountId;
import io.wafleet.session.browser.CdpConnection.Notice;
import io.wafleet.session.browser.PageException.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The one {@link Browser} there is: a real Chromium under its {@link Supervisor}. */
public final class Chromium implements Browser {

    private static final Duration CLOSE_STEP = Duration.ofSeconds(5);

    private final BrowserSettings settings;
    private final Consumer<String> onBrowserLost;
    private final PageScripts scripts = PageScripts.load();
    private final Map<AccountId, ChromiumPage> pages = new ConcurrentHashMap<>();
    private final Map<AccountId, AccountId> opening = new ConcurrentHashMap<>();
    private final PageTargets targets = new PageTargets(this::pageCrashed, this::closeWindow);
    private final OpenProfile openProfile = new OpenProfile();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final ProfilesDirectory profiles;
    private final Supervisor supervisor;
    private final CdpConnection connection;

    private Chromium(BrowserSettings settings, Consumer<String> onBrowserLost) throws PageException {
        this.settings = settings;
        this.onBrowserLost = onBrowserLost;
        Path executable =
                new ChromiumExecutable(System.getenv(), PlaywrightChromium::installed).find(settings.executable());
        LaunchChromium launch = LaunchChromium.on(executable, settings);
        this.profiles = launch.profiles();
        this.supervisor = launch.supervisor();
        try {
            this.connection = new CdpConnection(
                    launch.endpoint(), settings.callDeadline(), this::on, () -> lost("Chromium's connection closed"));
            connection.call(null, "Target.setDiscoverTargets", Map.of("discover", true), settings.callDeadline());
        } catch (PageException e) {
            launch.close();
            throw e;
        }
        supervisor.onEnd(() -> lost("Chromium ended"));
    }

    /**
     * Starts Chromium in the directory of the settings, which belongs to this process alone; reaps one that an earlier
     * worker left there.
     *
     * @param onBrowserLost told once, with a reason, when Chromium ends without having been asked to
     * @throws IllegalStateException when no Chromium is installed, or an earlier one does not end
     * @throws PageException when it does not come up in time
     */
    public static Chromium start(BrowserSettings settings, Consumer<String> onBrowserLost) throws PageException {
        return new Chromium(settings, onBrowserLost);
    }

    @Override
    public AccountPage open(AccountId account, URI site, Consumer<PageEvent> listener) throws PageException {
        requireAlive();
        if (pages.containsKey(account) || opening.putIfAbsent(account, account) != null) {
            throw new PageException(Kind.NOT_READY, "the page of account " + account + " is open already");
        }
        try {
            ChromiumPage page = new ChromiumPage(account, openWindow(account), settings, listener, this::close);
            pages.put(account, page);
            try {
                page.life().begin(site, scripts.forSite(site));
                requireAlive(); // if it died meanwhile, this page may have been missed
            } catch (PageException e) {
                page.close();
                throw e;
            }
            return page;
        } finally {
            opening.remove(account);
        }
    }

    @Override
    public boolean isAlive() {
        return !ended.get() && supervisor.isAlive() && connection.isOpen();
    }

    @Override
    public long memoryBytes() {
        return supervisor.group().memoryBytes();
    }

    @Override
    public int pages() {
        return pages.size();
    }

    @Override
    public void close() {
        boolean wasAlive = ended.compareAndSet(false, true);
        List<Thread> closing = new ArrayList<>();
        for (ChromiumPage page : pages.values()) {
            closing.add(Thread.ofVirtual().start(page::close));
        }
        closing.forEach(Chromium::join);
        if (wasAlive) {
            connection.tell(null, "Browser.close", Map.of(), CLOSE_STEP);
            supervisor.awaitEnd(CLOSE_STEP); // it writes its files
        }
        shutDown();
    }

    ProcessGroup group() {
        return supervisor.group();
    }

    private PageSession openWindow(AccountId account) throws PageException {
        Deadline deadline = Deadline.in(settings.callDeadline());
        String profile = ProfilesDirectory.nameOf(account);
        // A data address, and one that no other window has: about:blank would become a new-tab page.
        String address = "data:text/html," + profile + "-" + UUID.randomUUID();
        CompletableFuture<String> unused = targets.expect(address); // before the window is asked for
        try {
            profiles.prepare(account);
        } catch (IOException e) {
            throw new PageException(Kind.GONE, "the profile cannot be written: " + e.getMessage(), e);
        }
        try {
            openProfile.ask(profiles.path(), profile, address, deadline.left());
            String targetId = targets.await(address, deadline.left());
            PageSession session = PageSession.attach(connection, targetId, targets.gone(targetId), deadline.left());
            targets.forget(address);
            return session;
        } catch (PageException e) {
            targets.abandon(address); // Chromium may have taken the request all the same
            throw e;
        }
    }

    private void closeWindow(String targetId) {
        connection.tell(null, "Target.closeTarget", Map.of("targetId", targetId), CLOSE_STEP);
    }

    /** Closes the window and waits until Chromium has let go of the profile. */
    private void close(ChromiumPage page) {
        if (!pages.containsValue(page)) {
            return;
        }
        PageSession session = page.session();
        CompletableFuture<Void> gone = session.gone();
        try {
            if (connection.isOpen()) {
                closeWindow(session.targetId());
                if (!Waiting.until(() -> gone.isDone() || !connection.isOpen(), CLOSE_STEP)) {
                    // A page that hangs does not close; its process can be ended from outside its script engine.
                    session.tell("Page.crash", Map.of(), CLOSE_STEP);
                    closeWindow(session.targetId());
                    Waiting.until(() -> gone.isDone() || !connection.isOpen(), CLOSE_STEP);
                }
                Path profile = profiles.profileOf(page.account());
                Waiting.until(() -> !supervisor.group().hasOpenFilesUnder(profile), settings.callDeadline());
            }
        } finally {
            connection.forget(session.sessionId());
            pages.remove(page.account(), page);
        }
    }

    private void on(Notice notice) {
        targets.on(notice);
    }

    private void pageCrashed(String targetId) {
        pages.values().stream()
                .filter(page -> page.session().targetId().equals(targetId))
                .forEach(page -> page.life().crash("renderer crashed"));
    }

    /** Chromium ended without having been asked to. */
    private void lost(String reason) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        Thread.ofVirtual().name("browser-lost").start(() -> {
            shutDown();
            pages.values().forEach(page -> page.life().crash("Chromium is gone: " + reason));
            onBrowserLost.accept(reason);
        });
    }

    private void shutDown() {
        connection.close();
        supervisor.close();
    }

    private void requireAlive() throws PageException {
        if (!isAlive()) {
            throw new PageException(Kind.GONE, "Chromium is not running");
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(60));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
