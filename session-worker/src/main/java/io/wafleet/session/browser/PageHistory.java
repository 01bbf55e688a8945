package io.wafleet.session.browser;

import io.wafleet.common.chat.ChatSummary;
import io.wafleet.common.chat.Contact;
import io.wafleet.common.chat.Group;
import io.wafleet.common.event.EventData;
import io.wafleet.session.browser.PageException.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What stands in an account: chats, contacts, groups and past messages, in parts of about a quarter of a megabyte.
 *
 * <p>Failure policy: each part answers within its deadline or throws {@link PageException}; asking again is harmless.
 */
public final class PageHistory {

    private final Bridge bridge;

    PageHistory(Bridge bridge) {
        this.bridge = bridge;
    }

    /** A part of the chats, in no order of interest; from the beginning after null. */
    public PagePart<ChatSummary> chats(@Nullable String after, Duration deadline) throws PageException {
        return part("chats", argument(after), deadline, PageHistory::chat);
    }

    /** A part of the people the account knows. */
    public PagePart<Contact> contacts(@Nullable String after, Duration deadline) throws PageException {
        return part("contacts", argument(after), deadline, PageHistory::contact);
    }

    /** A part of the groups with their members, for each of which WhatsApp Web may have to ask its server. */
    public PagePart<Group> groups(@Nullable String after, int atMost, Duration deadline) throws PageException {
        Map<String, Object> argument = argument(after);
        argument.put("limit", atMost);
        return part("groups", argument, deadline, BridgeHappening::group);
    }

    /** The ids of the chats in which something was written or done since then, in seconds of WhatsApp's clock. */
    public List<String> activeSince(long seconds, Duration deadline) throws PageException {
        return BridgeMessage.texts(bridge.call("activeSince", Map.of("since", seconds), deadline));
    }

    /**
     * Messages of a chat, newest first: the newest, or those before a part's {@code next}.
     *
     * @throws PageException CHAT_NOT_FOUND if the account has no such chat
     */
    public PagePart<PageMessage> messages(String chatId, int count, @Nullable String before, Duration deadline)
            throws PageException {
        return messages(chatId, count, before, false, deadline);
    }

    /** The same, of messages whose files will be downloaded. */
    public PagePart<PageMessage> messagesWithFiles(String chatId, int count, @Nullable String before, Duration deadline)
            throws PageException {
        return messages(chatId, count, before, true, deadline);
    }

    private PagePart<PageMessage> messages(
            String chatId, int count, @Nullable String before, boolean files, Duration deadline) throws PageException {
        Map<String, Object> argument = new HashMap<>();
        argument.put("files", files);
        argument.put("chat", chatId);
        argument.put("count", count);
        argument.put("before", before);
        return part("past", argument, deadline, BridgeMessage::read);
    }

    /** What was done since then to the messages that the page has loaded, oldest first; at most 2,000 of it. */
    public List<EventData> happenedSince(long seconds, Duration deadline) throws PageException {
        JsonNode found = bridge.call("happenedSince", Map.of("since", seconds), deadline);
        return found.valueStream()
                .map(BridgeHappening::read)
                .flatMap(Optional::stream)
                .toList();
    }

    private <T> PagePart<T> part(
            String function, Map<String, Object> argument, Duration deadline, Function<JsonNode, T> read)
            throws PageException {
        JsonNode answer = bridge.call(function, argument, deadline);
        if (!answer.path("items").isArray()) {
            throw new PageException(Kind.PROTOCOL, function + ": no items");
        }
        return new PagePart<>(
                answer.path("items").valueStream().map(read).toList(), BridgeBatch.textOrNull(answer, "next"));
    }

    private static Map<String, Object> argument(@Nullable String after) {
        Map<String, Object> argument = new HashMap<>();
        argument.put("after", after);
        return argument;
    }

    private static ChatSummary chat(JsonNode chat) {
        return new ChatSummary(
                chat.path("id").asString(""),
                BridgeBatch.textOrNull(chat, "lid"),
                BridgeBatch.textOrNull(chat, "name"),
                chat.path("isGroup").asBoolean(false),
                chat.path("unreadCount").asInt(0),
                chat.path("lastActivity").asLong(0),
                chat.path("archived").asBoolean(false),
                chat.path("pinned").asBoolean(false),
                chat.path("muted").asBoolean(false));
    }

    private static Contact contact(JsonNode contact) {
        return new Contact(
                BridgeBatch.textOrNull(contact, "phone"),
                BridgeBatch.textOrNull(contact, "lid"),
                BridgeBatch.textOrNull(contact, "name"),
                BridgeBatch.textOrNull(contact, "pushName"),
                contact.path("isBusiness").asBoolean(false));
    }
}
