package io.wafleet.session.browser;

import static io.wafleet.session.browser.BridgeBatch.textOrNull;

import io.wafleet.common.chat.Group;
import io.wafleet.common.event.CallReceived;
import io.wafleet.common.event.ChatSeen;
import io.wafleet.common.event.EventData;
import io.wafleet.common.event.GroupUpdated;
import io.wafleet.common.event.MessageEdited;
import io.wafleet.common.event.MessageReaction;
import io.wafleet.common.event.MessageRevoked;
import io.wafleet.common.event.PollVote;
import io.wafleet.common.event.PresenceUpdated;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the bridge tells of messages, chats and groups that are there, as the contract says it. */
final class BridgeHappening {

    private BridgeHappening() {}

    /** Reads one; what is none, or names what nobody knows, is nothing. */
    static Optional<EventData> read(JsonNode event) {
        try {
            return Optional.ofNullable(happening(event));
        } catch (IllegalArgumentException unknownWord) {
            return Optional.empty();
        }
    }

    private static @Nullable EventData happening(JsonNode event) {
        return switch (event.path("type").asString("")) {
            case "edited" ->
                new MessageEdited(
                        text(event, "messageId"),
                        text(event, "chatId"),
                        text(event, "from"),
                        textOrNull(event, "fromLid"),
                        text(event, "message"),
                        at(event),
                        null);
            case "revoked" ->
                new MessageRevoked(
                        text(event, "messageId"),
                        text(event, "chatId"),
                        text(event, "from"),
                        textOrNull(event, "fromLid"),
                        at(event),
                        null);
            case "reaction" ->
                new MessageReaction(
                        text(event, "messageId"),
                        text(event, "chatId"),
                        text(event, "from"),
                        textOrNull(event, "fromLid"),
                        text(event, "emoji"),
                        at(event),
                        null);
            case "vote" ->
                new PollVote(
                        text(event, "messageId"),
                        text(event, "chatId"),
                        text(event, "from"),
                        textOrNull(event, "fromLid"),
                        BridgeMessage.texts(event.path("options")),
                        at(event));
            case "group" ->
                new GroupUpdated(
                        group(event.path("group")),
                        GroupUpdated.Change.valueOf(word(event, "change")),
                        BridgeMessage.texts(event.path("members")),
                        textOrNull(event, "by"),
                        at(event));
            case "call" ->
                new CallReceived(
                        text(event, "id"),
                        text(event, "from"),
                        textOrNull(event, "fromLid"),
                        event.path("isGroup").asBoolean(false),
                        event.path("isVideo").asBoolean(false),
                        at(event));
            case "presence" ->
                new PresenceUpdated(
                        text(event, "chatId"),
                        text(event, "from"),
                        textOrNull(event, "fromLid"),
                        PresenceUpdated.State.valueOf(word(event, "state")));
            case "seen" -> new ChatSeen(text(event, "chatId"), at(event));
            default -> null;
        };
    }

    static Group group(JsonNode group) {
        List<Group.Participant> participants = group.path("participants")
                .valueStream()
                .map(member -> new Group.Participant(
                        textOrNull(member, "phone"),
                        textOrNull(member, "lid"),
                        member.path("admin").asBoolean(false)))
                .toList();
        JsonNode createdAt = group.path("createdAt");
        return new Group(
                text(group, "id"),
                textOrNull(group, "subject"),
                textOrNull(group, "description"),
                textOrNull(group, "owner"),
                createdAt.isNumber() ? createdAt.asLong() : null,
                participants);
    }

    private static long at(JsonNode event) {
        return event.path("at").asLong(0);
    }

    private static String word(JsonNode event, String field) {
        return text(event, field).toUpperCase(Locale.ROOT);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
