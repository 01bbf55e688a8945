package io.wafleet.session.browser;

import io.wafleet.common.message.ContactCard;
import io.wafleet.common.message.Location;
import io.wafleet.common.message.Poll;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the bridge is asked for, in its own words. */
final class PageRequests {

    private PageRequests() {}

    /** A function of the bridge with its argument. */
    record Request(String function, Map<String, Object> argument) {}

    /**
     * Asks for a new message.
     *
     * @param transferId under which the bytes of its file lie in the page, if it has one
     */
    static Request send(OutgoingMessage message, @Nullable String transferId) {
        Map<String, Object> argument = new HashMap<>();
        argument.put("messageId", message.messageId());
        argument.put("to", message.to());
        argument.put("replyTo", message.replyTo());
        argument.put("mentions", message.mentions());
        argument.put("content", content(message.content(), transferId));
        return new Request("send", argument);
    }

    static Request change(MessageRef message, MessageChange change) {
        Map<String, Object> argument = ref(message);
        return switch (change) {
            case MessageChange.React react -> {
                argument.put("emoji", react.emoji());
                yield new Request("react", argument);
            }
            case MessageChange.Edit edit -> {
                argument.put("text", edit.text());
                argument.put("editId", edit.editId());
                yield new Request("edit", argument);
            }
            case MessageChange.Revoke revoke -> new Request("revoke", argument);
        };
    }

    static Request show(String chat, ChatSign sign) {
        return switch (sign) {
            case ChatSign.Seen seen -> new Request("markSeen", Map.of("chat", chat));
            case ChatSign.Typing typing ->
                presence(chat, "typing", typing.lasts().toMillis());
            case ChatSign.Recording recording ->
                presence(chat, "recording", recording.lasts().toMillis());
            case ChatSign.Paused paused -> presence(chat, "paused", 0);
        };
    }

    private static Request presence(String chat, String state, long lasts) {
        return new Request("showPresence", Map.of("chat", chat, "state", state, "lastsMs", lasts));
    }

    private static Map<String, Object> content(OutgoingContent content, @Nullable String transferId) {
        return switch (content) {
            case OutgoingContent.Text text -> Map.of("kind", "text", "text", text.text());
            case OutgoingContent.File file -> file(file, transferId);
            case OutgoingContent.Place place -> location(place.location());
            case OutgoingContent.Card card -> contact(card.contact());
            case OutgoingContent.Question question -> poll(question.poll());
            case OutgoingContent.Copy copy -> {
                Map<String, Object> argument = ref(copy.original());
                argument.put("kind", "copy");
                yield argument;
            }
        };
    }

    private static Map<String, Object> file(OutgoingContent.File file, @Nullable String transferId) {
        OutgoingMedia media = file.media();
        Map<String, Object> argument = new HashMap<>();
        argument.put("kind", "file");
        argument.put("transferId", transferId);
        argument.put("mimetype", media.mimetype());
        argument.put("filename", media.filename());
        argument.put("as", media.type().name());
        argument.put("caption", file.caption());
        return argument;
    }

    private static Map<String, Object> location(Location location) {
        Map<String, Object> argument = new HashMap<>();
        argument.put("kind", "location");
        argument.put("latitude", location.latitude());
        argument.put("longitude", location.longitude());
        argument.put("name", location.name());
        argument.put("address", location.address());
        return argument;
    }

    private static Map<String, Object> contact(ContactCard contact) {
        return Map.of("kind", "contact", "name", contact.name(), "phone", String.valueOf(contact.phone()));
    }

    private static Map<String, Object> poll(Poll poll) {
        return Map.of(
                "kind",
                "poll",
                "question",
                poll.question(),
                "options",
                List.copyOf(poll.options()),
                "multiple",
                poll.multiple());
    }

    private static Map<String, Object> ref(MessageRef message) {
        Map<String, Object> argument = new HashMap<>();
        argument.put("chat", message.chat());
        argument.put("messageId", message.messageId());
        argument.put("fromMe", message.fromMe());
        argument.put("author", message.author());
        return argument;
    }
}
