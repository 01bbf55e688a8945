package io.wafleet.session.browser;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the bridge told in one go.
 *
 * @param document the load of the page that told it
 * @param number to be confirmed when the events are dealt with
 */
record BridgeBatch(String document, long number, List<PageEvent> events) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Reads a batch; anything that is not one comes from a stranger in the page, and is nothing. */
    static Optional<BridgeBatch> read(String payload) {
        try {
            JsonNode batch = JSON.readTree(payload);
            List<PageEvent> events = new ArrayList<>();
            for (JsonNode event : batch.path("events")) {
                PageEvent read = event(event);
                if (read != null) {
                    events.add(read);
                }
            }
            return Optional.of(new BridgeBatch(
                    batch.path("document").asString(""), batch.path("batch").asLong(0), events));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static @Nullable PageEvent event(JsonNode event) {
        return switch (event.path("type").asString("")) {
            case "loaded" -> loaded(event.path("status").asInt(0));
            case "qr" -> new PageEvent.QrShown(event.path("raw").asString(""));
            case "qrIdle" -> new PageEvent.QrIdle();
            case "passkeyAsked" ->
                new PageEvent.PasskeyAsked(
                        JSON.convertValue(event.path("request"), new TypeReference<>() {}),
                        Duration.ofMillis(event.path("timeoutMs").asLong(0)));
            case "passkeyGone" -> new PageEvent.PasskeyGone();
            case "authenticated" -> new PageEvent.Authenticated();
            case "ready" -> new PageEvent.Ready(self(event.path("self")));
            case "loggedOut" -> new PageEvent.LoggedOut(event.path("reason").asString(""));
            case "message" -> new PageEvent.MessageSeen(BridgeMessage.read(event.path("message")));
            case "ack" ->
                new PageEvent.AckChanged(
                        event.path("messageId").asString(""),
                        event.path("chatId").asString(""),
                        event.path("ack").asInt(0));
            case "stream" -> new PageEvent.StreamChanged(event.path("state").asString(""));
            case "conflict" -> new PageEvent.Conflict();
            default -> BridgeHappening.read(event).map(PageEvent.Happened::new).orElse(null);
        };
    }

    private static @Nullable PageEvent loaded(int status) {
        return status >= 400 ? new PageEvent.Unreachable("http_" + status) : null;
    }

    static Self self(JsonNode self) {
        return new Self(
                self.path("phone").asString(""),
                textOrNull(self, "lid"),
                textOrNull(self, "pushName"),
                textOrNull(self, "platform"));
    }

    static @Nullable String textOrNull(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() ? value.asString() : null;
    }
}
