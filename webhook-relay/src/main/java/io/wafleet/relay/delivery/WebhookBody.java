package io.wafleet.relay.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wafleet.common.event.Event;
import io.wafleet.common.event.MessageReaction;
import io.wafleet.common.event.MessageReceived;
import io.wafleet.common.event.MessageSent;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.media.SignedLinks;
import io.wafleet.common.message.ChatMessage;
import io.wafleet.common.message.Media;
import io.wafleet.common.message.MessageType;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON that receivers get: made once when the event comes in, the same for every attempt but for its number and the
 * signature of the file's address.
 */
@Component
final class WebhookBody {

    /** Receivers see every field, also the empty ones. */
    private static final JsonMapper MAPPER = ContractJson.mapper()
            .rebuild()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.ALWAYS))
            .build();

    private static final String MEDIA_PATH = "/api/media/";

    private final String mediaUrl;
    private final LinkSettings linkSettings;
    private final SignedLinks links;

    WebhookBody(RelaySettings settings, LinkSettings linkSettings) {
        String base = settings.publicUrl().toString();
        this.mediaUrl = base.replaceAll("/+$", "") + MEDIA_PATH;
        this.linkSettings = linkSettings;
        this.links = new SignedLinks(linkSettings.keys());
    }

    String of(Event event) {
        ObjectNode data = MAPPER.valueToTree(event.data());
        if (data.get("media") instanceof ObjectNode media) {
            media.put("url", mediaUrl + media.path("id").asString(""));
        }
        JsonNode metadata = data.remove("metadata");
        String account = event.accountId() == null ? null : event.accountId().value();
        ObjectNode body = envelope("evt_" + event.id(), event.type().wireName(), account, event.time());
        body.put("backfilled", event.backfilled());
        body.set("metadata", metadata == null ? MAPPER.createObjectNode() : metadata);
        body.set("data", data);
        return MAPPER.writeValueAsString(body);
    }

    /** Only what a simple receiver needs of a message or a reaction; null for other events, which have no such form. */
    @Nullable
    String flat(Event event) {
        ObjectNode body = switch (event.data()) {
            case MessageReceived received -> flat(received.message());
            case MessageSent sent -> flat(sent.message());
            case MessageReaction reaction -> flat(reaction);
            default -> null;
        };
        return body == null
                ? null
                : MAPPER.writeValueAsString(body.put("connection_id", String.valueOf(event.accountId())));
    }

    private static ObjectNode flat(ChatMessage message) {
        return MAPPER.createObjectNode()
                .put("from", message.from())
                .put("to", message.to())
                .put("message", text(message))
                .put("timestamp", Long.toString(message.timestamp()))
                .put("type", message.type().name().toLowerCase(java.util.Locale.ROOT))
                .put("provider_message_id", message.id());
    }

    /** Goes to a chat, about a message that was there before; without an emoji it was taken away. */
    private static ObjectNode flat(MessageReaction reaction) {
        return MAPPER.createObjectNode()
                .put("from", reaction.from())
                .put("to", reaction.chatId())
                .put("message", reaction.emoji())
                .put("timestamp", Long.toString(reaction.timestamp()))
                .put("type", "reaction")
                .put("provider_message_id", reaction.messageId());
    }

    /** The body of a trial that no event stands behind. */
    String test(String id, @Nullable String account, Instant at) {
        ObjectNode body = envelope(id, "webhook.test", account, at).put("backfilled", false);
        body.set("metadata", MAPPER.createObjectNode());
        body.set("data", MAPPER.createObjectNode().put("message", "This is a test of the webhook."));
        return MAPPER.writeValueAsString(body);
    }

    /** The stored body with the number of this attempt in it, and the file's address signed from now on. */
    String forAttempt(String stored, int attempt, Instant now) {
        if (attempt == 1 && !stored.contains(MEDIA_PATH)) {
            return stored;
        }
        ObjectNode body = (ObjectNode) MAPPER.readTree(stored);
        if (!body.has("attempt")) {
            return stored;
        }
        body.put("attempt", attempt);
        if (body.path("data").path("media") instanceof ObjectNode media) {
            sign(media, now.plus(linkSettings.linkLife()));
        }
        return MAPPER.writeValueAsString(body);
    }

    private void sign(ObjectNode media, Instant until) {
        String id = media.path("id").asString("");
        links.query(id, until).ifPresent(query -> media.put("url", mediaUrl + id + "?" + query));
    }

    private static ObjectNode envelope(String id, String event, @Nullable String account, Instant at) {
        return MAPPER.createObjectNode()
                .put("id", id)
                .put("event", event)
                .put("account_id", account)
                .put("timestamp", at.toString())
                .put("attempt", 1);
    }

    private static String text(ChatMessage message) {
        Media media = message.media();
        if (message.type() == MessageType.DOCUMENT && media != null && media.filename() != null) {
            return media.filename();
        }
        if (message.message() != null || media == null) {
            return Objects.requireNonNullElse(message.message(), "");
        }
        return Objects.requireNonNullElse(media.caption(), Objects.requireNonNullElse(media.filename(), ""));
    }
}
