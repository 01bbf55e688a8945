package io.wafleet.common.message;

import io.wafleet.common.metadata.Metadata;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One message of a chat, in or out.
 *
 * @param id WhatsApp's id of the message, without chat and direction
 * @param chatId the number with {@code @c.us}, or a group's id with {@code @g.us}
 * @param from the sender's number, digits only
 * @param fromLid the sender's hidden id, where WhatsApp gives one
 * @param author who wrote it, in a group
 * @param message the text, or null; for media the caption is in {@code media}
 * @param timestamp seconds since 1970, by WhatsApp's clock
 * @param replyTo the id of the quoted message
 * @param mentions the numbers mentioned
 * @param clientMessageId what the caller named it, for messages sent through the API
 * @param commandId the command that sent it, for messages sent through the API
 * @param metadata what the caller attached to the send, echoed
 * @param forwarded whether it was forwarded from another chat
 * @param location for messages of type location
 * @param contacts for messages of type contact
 * @param poll for messages of type poll
 */
public record ChatMessage(
        String id,
        String chatId,
        String from,
        @Nullable String fromLid,
        @Nullable String author,
        String to,
        boolean isGroup,
        MessageType type,
        @Nullable String message,
        long timestamp,
        @Nullable String replyTo,
        List<String> mentions,
        @Nullable String pushName,
        @Nullable Media media,
        @Nullable String clientMessageId,
        @Nullable String commandId,
        Map<String, Object> metadata,
        boolean forwarded,
        @Nullable Location location,
        List<ContactCard> contacts,
        @Nullable Poll poll) {

    public ChatMessage {
        mentions = mentions == null ? List.of() : List.copyOf(mentions);
        metadata = Metadata.copyOf(metadata);
        contacts = contacts == null ? List.of() : List.copyOf(contacts);
    }

    /** The same message with the command that sent it, and what its caller said about it. */
    public ChatMessage of(String command, @Nullable String clientId, Map<String, Object> attached) {
        return new ChatMessage(
                id, chatId, from, fromLid, author, to, isGroup, type, message, timestamp, replyTo, mentions, pushName,
                media, clientId, command, attached, forwarded, location, contacts, poll);
    }
}
