package io.wafleet.session.browser;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/** Our attachment to one page of Chromium, and the news that the page is gone. */
record PageSession(CdpConnection chromium, String targetId, String sessionId, CompletableFuture<Void> gone) {

    /** Attaches to the page; its script engine is not asked, so this works on a page that hangs. */
    static PageSession attach(CdpConnection chromium, String targetId, CompletableFuture<Void> gone, Duration deadline)
            throws PageException {
        JsonNode attached =
                chromium.call(null, "Target.attachToTarget", Map.of("targetId", targetId, "flatten", true), deadline);
        return new PageSession(chromium, targetId, attached.path("sessionId").asString(""), gone);
    }

    JsonNode call(String method, Map<String, ?> params, Duration deadline) throws PageException {
        return chromium.call(sessionId, method, params, deadline);
    }

    void tell(String method, Map<String, ?> params, Duration deadline) {
        chromium.tell(sessionId, method, params, deadline);
    }

    CompletableFuture<JsonNode> send(String method, Map<String, ?> params, Duration deadline) {
        return chromium.send(sessionId, method, params, deadline);
    }
}
