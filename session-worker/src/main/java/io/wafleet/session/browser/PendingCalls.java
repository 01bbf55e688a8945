package io.wafleet.session.browser;

import io.wafleet.session.browser.PageException.Kind;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The calls to Chromium that have no answer yet. Chromium answers none of a page that crashed or closed. */
final class PendingCalls {

    /** One of them; session null is the browser itself. */
    record Call(long id, @Nullable String session, CompletableFuture<JsonNode> answer) {}

    private final AtomicLong lastId = new AtomicLong();
    private final Map<Long, Call> calls = new ConcurrentHashMap<>();

    Call begin(@Nullable String session) {
        Call call = new Call(lastId.incrementAndGet(), session, new CompletableFuture<>());
        calls.put(call.id(), call);
        return call;
    }

    void end(Call call) {
        calls.remove(call.id());
    }

    /** Completes the call that this message answers, unless that came after its deadline. */
    void answered(JsonNode message) {
        Call call = calls.remove(message.path("id").asLong(0));
        if (call == null) {
            return;
        }
        JsonNode error = message.get("error");
        if (error == null) {
            call.answer().complete(message.path("result"));
        } else {
            call.answer().completeExceptionally(refusal(error.path("message").asString("")));
        }
    }

    void fail(Call call, String reason) {
        end(call);
        call.answer().completeExceptionally(new PageException(Kind.GONE, reason));
    }

    void failAll(String reason) {
        calls.values().forEach(call -> fail(call, reason));
    }

    void failOf(String session, String reason) {
        calls.values().stream().filter(call -> session.equals(call.session())).forEach(call -> fail(call, reason));
    }

    private static PageException refusal(String message) {
        boolean gone = message.contains("Session with given id not found")
                || message.contains("navigated or closed")
                || message.contains("context was destroyed")
                || message.contains("No target with given id")
                || message.contains("Target crashed")
                || message.contains("detached while handling");
        return new PageException(gone ? Kind.GONE : Kind.PROTOCOL, message);
    }
}
