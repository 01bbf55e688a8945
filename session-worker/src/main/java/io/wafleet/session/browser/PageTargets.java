package io.wafleet.session.browser;

import io.wafleet.session.browser.CdpConnection.Notice;
import io.wafleet.session.browser.PageException.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Keeps track of Chromium's pages: which came, which went, which crashed. */
final class PageTargets {

    private final Map<String, CompletableFuture<String>> expected = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Void>> watched = new ConcurrentHashMap<>();
    private final Consumer<String> onCrash;
    private final Consumer<String> onUnwanted;

    /** Tells the target ids of pages that crash, and of pages that nobody wants; the listeners must not block. */
    PageTargets(Consumer<String> onCrash, Consumer<String> onUnwanted) {
        this.onCrash = onCrash;
        this.onUnwanted = onUnwanted;
    }

    /** The target id of the page that will show the address; to be asked before the page is. */
    CompletableFuture<String> expect(String address) {
        return expected.computeIfAbsent(address, key -> new CompletableFuture<>());
    }

    String await(String address, Duration deadline) throws PageException {
        try {
            return expect(address).get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new PageException(Kind.TIMEOUT, "the window did not come within " + deadline.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PageException(Kind.TIMEOUT, "interrupted while waiting for a window", e);
        } catch (ExecutionException e) {
            throw new PageException(Kind.GONE, "Chromium ended", e);
        }
    }

    /** Nothing more is expected under the address, which has come. */
    void forget(String address) {
        expected.remove(address);
    }

    /** The page under the address is not wanted any more, whether it has come or comes late. */
    void abandon(String address) {
        CompletableFuture<Void> unused = expect(address).thenAccept(targetId -> {
            forget(address);
            onUnwanted.accept(targetId);
        });
    }

    /** Completes when the page is gone; to be asked while it is there. */
    CompletableFuture<Void> gone(String targetId) {
        return watched.computeIfAbsent(targetId, key -> new CompletableFuture<>());
    }

    void on(Notice notice) {
        JsonNode params = notice.params();
        switch (notice.method()) {
            // An address may be there from the start or a little later.
            case "Target.targetCreated", "Target.targetInfoChanged" -> came(params.path("targetInfo"));
            case "Target.targetDestroyed" -> went(params.path("targetId").asString(""));
            case "Target.targetCrashed" ->
                onCrash.accept(params.path("targetId").asString(""));
            default -> {}
        }
    }

    private void came(JsonNode info) {
        CompletableFuture<String> waiting = expected.get(info.path("url").asString(""));
        if (waiting != null && info.path("type").asString("").equals("page")) {
            String targetId = info.path("targetId").asString("");
            CompletableFuture<Void> unused = gone(targetId); // watched from now on
            waiting.complete(targetId);
        }
    }

    private void went(String targetId) {
        CompletableFuture<Void> watch = watched.remove(targetId);
        if (watch != null) {
            watch.complete(null);
        }
    }
}
