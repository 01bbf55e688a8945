package io.wafleet.session.browser;

import io.wafleet.session.browser.PageException.Kind;
import io.wafleet.session.browser.PendingCalls.Call;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client of Chromium's DevTools protocol over one WebSocket: calls in flight side by side, a deadline for each, events
 * by session.
 *
 * <p>Failure policy: a call that is not answered in time fails with TIMEOUT and is forgotten; when the socket closes all
 * calls fail with GONE, and the owner is told once.
 */
final class CdpConnection implements AutoCloseable {

    private static final int MAX_WAITING_WRITES = 4096;
    private static final Duration WRITE_DEADLINE = Duration.ofSeconds(20);

    /** What the protocol tells unasked. */
    record Notice(String method, JsonNode params) {}

    private final JsonMapper json = new JsonMapper();
    private final PendingCalls calls = new PendingCalls();
    private final Map<String, Consumer<Notice>> sessions = new ConcurrentHashMap<>();
    private final BlockingQueue<String> writes = new ArrayBlockingQueue<>(MAX_WAITING_WRITES);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Consumer<Notice> onBrowserNotice;
    private final Runnable onClosed;
    private final CompletableFuture<WebSocket> socket;

    /**
     * Connects to a DevTools endpoint.
     *
     * @param onBrowserNotice gets what belongs to no session; must not block, as must no session's listener
     * @param onClosed told once when the socket is gone, asked for or not
     */
    CdpConnection(URI endpoint, Duration deadline, Consumer<Notice> onBrowserNotice, Runnable onClosed)
            throws PageException {
        this.onBrowserNotice = onBrowserNotice;
        this.onClosed = onClosed;
        // No client of the JDK is closed here: its close() would wait for the socket that it serves.
        this.socket = HttpClient.newBuilder()
                .connectTimeout(deadline)
                .build()
                .newWebSocketBuilder()
                .buildAsync(endpoint, new Reader());
        WebSocket connected = await(socket, deadline, "connecting to Chromium");
        Thread.ofVirtual().name("cdp-writer").start(() -> writeAll(connected));
    }

    /** Calls and waits. Session null is the browser itself. */
    JsonNode call(@Nullable String session, String method, Map<String, ?> params, Duration deadline)
            throws PageException {
        Call call = post(session, method, params);
        try {
            return await(call.answer(), deadline, method);
        } finally {
            calls.end(call);
        }
    }

    /** Calls without waiting; the answer is forgotten after the deadline. */
    CompletableFuture<JsonNode> send(
            @Nullable String session, String method, Map<String, ?> params, Duration deadline) {
        Call call = post(session, method, params);
        return call.answer()
                .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((result, failure) -> calls.end(call));
    }

    /** Calls without waiting, whatever comes of it. */
    void tell(@Nullable String session, String method, Map<String, ?> params, Duration deadline) {
        CompletableFuture<JsonNode> unused = send(session, method, params, deadline);
    }

    /** Opens the session for calls, and passes on what it tells. */
    void listen(String session, Consumer<Notice> listener) {
        sessions.put(session, listener);
    }

    /** Ends the session: its calls fail, those in flight and those to come. */
    void forget(String session) {
        sessions.remove(session);
        calls.failOf(session, "the page is gone");
    }

    boolean isOpen() {
        return !closed.get();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        CompletableFuture<Void> unused = socket.thenAccept(WebSocket::abort); // and the next write fails
        calls.failAll("Chromium's connection closed");
        onClosed.run();
    }

    private Call post(@Nullable String session, String method, Map<String, ?> params) {
        Call call = calls.begin(session);
        ObjectNode message = json.createObjectNode().put("id", call.id()).put("method", method);
        message.set("params", json.valueToTree(params));
        if (session != null) {
            message.put("sessionId", session);
        }
        if (session != null && !sessions.containsKey(session)) {
            calls.fail(call, method + ": the page is gone");
        } else if (closed.get() || !writes.offer(json.writeValueAsString(message))) {
            calls.fail(call, method + ": Chromium's connection is closed");
        }
        return call;
    }

    private void writeAll(WebSocket connected) {
        try {
            while (!closed.get()) {
                String next = writes.poll(1, TimeUnit.SECONDS);
                if (next == null) {
                    continue;
                }
                connected.sendText(next, true).get(WRITE_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            close();
        }
    }

    private void receive(String text) {
        JsonNode message = json.readTree(text);
        if (message.has("id")) {
            calls.answered(message);
            return;
        }
        Notice notice = new Notice(message.path("method").asString(""), message.path("params"));
        String session = message.path("sessionId").asString("");
        Consumer<Notice> listener = session.isEmpty() ? onBrowserNotice : sessions.get(session);
        if (listener != null) {
            listener.accept(notice);
        }
    }

    private static <T> T await(CompletableFuture<T> answer, Duration deadline, String what) throws PageException {
        try {
            return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(false);
            throw new PageException(Kind.TIMEOUT, what + " took longer than " + deadline.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PageException(Kind.TIMEOUT, what + " was interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PageException refused) {
                throw new PageException(refused.kind(), what + ": " + refused.getMessage(), refused);
            }
            throw new PageException(Kind.GONE, what + " failed: " + e.getCause(), e);
        }
    }

    private final class Reader implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                String whole = text.toString();
                text.setLength(0);
                receive(whole);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            close();
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            close();
        }
    }
}
