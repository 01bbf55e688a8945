package io.wafleet.session.browser;

import io.wafleet.session.browser.CdpConnection.Notice;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A page from its loading to its end, and what its account's listener hears of it. */
final class PageLife {

    private final PageSession session;
    private final Bridge bridge;
    private final BrowserSettings settings;
    private final EventPump events;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicBoolean unreachableTold = new AtomicBoolean();
    private final CompletableFuture<Void> appeared = new CompletableFuture<>();
    private volatile @Nullable Self self;

    PageLife(PageSession session, Bridge bridge, BrowserSettings settings, Consumer<PageEvent> listener) {
        this.session = session;
        this.bridge = bridge;
        this.settings = settings;
        this.events = new EventPump(session.targetId(), listener);
    }

    /** Makes the page ready for the site, and starts to load it. */
    void begin(URI site, List<String> scripts) throws PageException {
        Duration deadline = settings.callDeadline();
        session.chromium().listen(session.sessionId(), this::on);
        session.call("Page.enable", Map.of(), deadline);
        session.call("Runtime.enable", Map.of(), deadline); // bindings outlive a reload only so
        session.call("Runtime.addBinding", Map.of("name", PageScripts.BINDING), deadline);
        for (String script : scripts) {
            session.call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script), deadline);
        }
        session.call("Emulation.setDeviceMetricsOverride", metrics(), deadline);
        CompletableFuture<?> unused = session.send(
                        "Page.navigate", Map.of("url", site.toString()), settings.loadDeadline())
                .whenComplete((result, failure) -> navigated(result));
        unused = appeared.orTimeout(settings.loadDeadline().toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(late -> {
                    unreachable("WhatsApp Web did not show itself in time");
                    return null;
                });
    }

    boolean hasEnded() {
        return ended.get();
    }

    /** As last heard with {@link PageEvent.Ready}. */
    @Nullable
    Self self() {
        return self;
    }

    /** The page is being closed; its listener hears nothing more. */
    void end() {
        if (ended.compareAndSet(false, true)) {
            events.close();
        }
        appeared.complete(null);
    }

    /** The page is dead; its listener hears that and nothing more. */
    void crash(String reason) {
        if (ended.compareAndSet(false, true)) {
            appeared.complete(null);
            session.chromium().forget(session.sessionId()); // no call waits for what cannot answer
            events.tellLast(new PageEvent.Crashed(reason));
        }
    }

    private void on(Notice notice) {
        JsonNode params = notice.params();
        switch (notice.method()) {
            case "Runtime.bindingCalled" -> told(params);
            case "Page.frameNavigated" -> navigatedTo(params.path("frame"));
            case "Page.javascriptDialogOpening" ->
                session.tell("Page.handleJavaScriptDialog", Map.of("accept", true), settings.callDeadline());
            case "Inspector.targetCrashed" -> crash("renderer crashed");
            default -> {}
        }
    }

    private void told(JsonNode params) {
        if (params.path("name").asString("").equals(PageScripts.BINDING)) {
            String payload = params.path("payload").asString("");
            events.add(() -> BridgeBatch.read(payload).ifPresent(this::tell));
        }
    }

    private void tell(BridgeBatch batch) {
        for (PageEvent event : batch.events()) {
            switch (event) {
                case PageEvent.Ready ready -> {
                    self = ready.self();
                    appeared.complete(null);
                }
                case PageEvent.QrShown qr -> appeared.complete(null);
                // It is there and at work, however long its login takes.
                case PageEvent.StreamChanged stream -> appeared.complete(null);
                case PageEvent.Authenticated authenticated -> appeared.complete(null);
                case PageEvent.Unreachable unreachable -> {
                    unreachableTold.set(true);
                    appeared.complete(null);
                }
                default -> {}
            }
            events.pass(event);
        }
        bridge.delivered(batch.document(), batch.number(), settings.loadDeadline());
    }

    private void navigated(@Nullable JsonNode result) {
        String error = result == null ? "" : result.path("errorText").asString("");
        // Aborted is what a page calls its own first navigation when it goes on to another.
        if (!error.isEmpty() && !error.equals("net::ERR_ABORTED")) {
            unreachable(error);
        }
    }

    private void navigatedTo(JsonNode frame) {
        if (frame.has("parentId")) {
            return;
        }
        if (frame.has("unreachableUrl")) {
            unreachable("the site could not be loaded");
        } else {
            unreachableTold.set(false);
        }
    }

    private void unreachable(String reason) {
        if (!ended.get() && unreachableTold.compareAndSet(false, true)) {
            appeared.complete(null);
            events.tell(new PageEvent.Unreachable(reason));
        }
    }

    private Map<String, ?> metrics() {
        BrowserSettings.Window window = settings.window();
        return Map.of("width", window.width(), "height", window.height(), "deviceScaleFactor", 1, "mobile", false);
    }
}
