package io.wafleet.session.browser;

import io.wafleet.session.browser.PageException.Kind;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls the named functions of the bridge script in one page.
 *
 * <p>Failure policy: no answer within the deadline is TIMEOUT; a page that reloads under a call is GONE; a page where
 * the bridge does not run (loading, or an error page) is NOT_READY.
 */
final class Bridge {

    private static final String NO_BRIDGE = """
        {ok: false, error: {kind: "NOT_READY", detail: "the site is not loaded"}}\
        """;

    private final JsonMapper json = new JsonMapper();
    private final PageSession session;

    Bridge(PageSession session) {
        this.session = session;
    }

    JsonNode call(String function, Map<String, ?> argument, Duration deadline) throws PageException {
        JsonNode result = session.call("Runtime.evaluate", evaluation(expression(function, argument)), deadline);
        if (result.has("exceptionDetails")) {
            throw new PageException(Kind.PROTOCOL, function + " threw in the page");
        }
        JsonNode answer = result.path("result").path("value");
        if (!answer.path("ok").asBoolean(false)) {
            JsonNode error = answer.path("error");
            throw new PageException(
                    kindOf(error.path("kind").asString("")),
                    function + ": " + error.path("detail").asString("no detail"));
        }
        return answer.path("value");
    }

    /** Calls without waiting for an answer: a page that hangs reads it when it comes back. */
    void tell(String function, Map<String, ?> argument, Duration deadline) {
        session.tell("Runtime.evaluate", evaluation(expression(function, argument)), deadline);
    }

    /** Lets the page tell its next batch. Not waited for: a page that hangs reads it when it comes back. */
    void delivered(String document, long batch, Duration deadline) {
        String expression =
                "globalThis.wafleetBridge?.delivered(%s, %d)".formatted(json.writeValueAsString(document), batch);
        session.tell("Runtime.evaluate", Map.of("expression", expression), deadline);
    }

    private String expression(String function, Map<String, ?> argument) {
        return "globalThis.wafleetBridge ? wafleetBridge.call(%s, %s) : (%s)"
                .formatted(json.writeValueAsString(function), json.writeValueAsString(argument), NO_BRIDGE);
    }

    private static Map<String, ?> evaluation(String expression) {
        return Map.of("expression", expression, "awaitPromise", true, "returnByValue", true);
    }

    private static Kind kindOf(String name) {
        for (Kind kind : Kind.values()) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        return Kind.PROTOCOL;
    }
}
