package io.wafleet.session.browser;

import static io.wafleet.session.browser.BridgeBatch.textOrNull;

import io.wafleet.common.message.Location;
import io.wafleet.common.message.Poll;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A message as the bridge describes it. */
final class BridgeMessage {

    private BridgeMessage() {}

    static PageMessage read(JsonNode message) {
        return new PageMessage(
                message.path("id").asString(""),
                message.path("chatId").asString(""),
                message.path("from").asString(""),
                textOrNull(message, "fromLid"),
                textOrNull(message, "author"),
                message.path("to").asString(""),
                message.path("fromMe").asBoolean(false),
                message.path("isGroup").asBoolean(false),
                message.path("type").asString("unknown"),
                textOrNull(message, "body"),
                textOrNull(message, "caption"),
                message.path("timestamp").asLong(0),
                textOrNull(message, "quotedId"),
                texts(message.path("mentions")),
                textOrNull(message, "pushName"),
                media(message.path("media")),
                message.path("forwarded").asBoolean(false),
                location(message.path("location")),
                contacts(message.path("contacts")),
                poll(message.path("poll")),
                message.path("ack").asInt(0));
    }

    static List<String> texts(JsonNode list) {
        return list.valueStream().map(text -> text.asString("")).toList();
    }

    private static @Nullable PageMedia media(JsonNode media) {
        if (!media.isObject()) {
            return null;
        }
        return new PageMedia(
                textOrNull(media, "mimetype"),
                textOrNull(media, "filename"),
                media.path("size").asLong(0),
                textOrNull(media, "sha256"));
    }

    private static @Nullable Location location(JsonNode location) {
        if (!location.isObject()) {
            return null;
        }
        return new Location(
                location.path("latitude").asDouble(0),
                location.path("longitude").asDouble(0),
                textOrNull(location, "name"),
                textOrNull(location, "address"));
    }

    private static List<PageContact> contacts(JsonNode contacts) {
        return contacts.valueStream()
                .map(contact -> new PageContact(
                        textOrNull(contact, "name"), contact.path("vcard").asString("")))
                .toList();
    }

    private static @Nullable Poll poll(JsonNode poll) {
        if (!poll.isObject()) {
            return null;
        }
        return new Poll(
                poll.path("question").asString(""),
                texts(poll.path("options")),
                poll.path("multiple").asBoolean(false));
    }
}
