package io.wafleet.common.command;

import io.wafleet.common.message.ContactCard;
import io.wafleet.common.message.Location;
import io.wafleet.common.message.MessageType;
import io.wafleet.common.message.Poll;
import io.wafleet.common.metadata.Metadata;
import io.wafleet.common.problem.FieldProblem;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sends one thing: a text, a file with an optional caption, a place, a contact card or a poll.
 *
 * @param to a phone number with country code, or a chat id
 * @param message the text, 1 to 65,536 characters; with a file it serves as the caption
 * @param mediaUrl an http or https address from which the worker fetches the file
 * @param mediaBase64 the file itself; through Kafka only as large as a record may be
 * @param uploadId the file as the gateway stored it, for files that came with a REST call
 * @param mimetype what the caller says the file is; the bytes decide
 * @param filename shown to the recipient of a document
 * @param caption shown with the file, at most 1,024 characters
 * @param type how a file is shown; told from its bytes, or from what else is given, if absent
 * @param replyTo the id of the message that is quoted
 * @param clientMessageId the caller's own id, 1 to 128 characters and not blank: the same one again sends nothing and gets the
 *     first result back
 * @param metadata echoed in the events about this message, at most 50 entries and 16 KB
 * @param location a place, instead of a text
 * @param contact a contact card, instead of a text
 * @param poll a question with 2 to 12 different answers, instead of a text
 * @param mentions numbers that the text or caption mentions as {@code @number}, at most 256
 */
public record SendMessage(
        @Nullable String to,
        @Nullable String message,
        @Nullable String mediaUrl,
        @Nullable String mediaBase64,
        @Nullable String uploadId,
        @Nullable String mimetype,
        @Nullable String filename,
        @Nullable String caption,
        @Nullable MessageType type,
        @Nullable String replyTo,
        @Nullable String clientMessageId,
        Map<String, Object> metadata,
        @Nullable Location location,
        @Nullable ContactCard contact,
        @Nullable Poll poll,
        List<String> mentions)
        implements CommandData, MessageOrder {

    private static final Set<MessageType> MEDIA = EnumSet.of(
            MessageType.IMAGE,
            MessageType.VIDEO,
            MessageType.AUDIO,
            MessageType.VOICE,
            MessageType.DOCUMENT,
            MessageType.STICKER);

    private static final Set<MessageType> SENDABLE = EnumSet.of(
            MessageType.TEXT,
            MessageType.IMAGE,
            MessageType.VIDEO,
            MessageType.AUDIO,
            MessageType.VOICE,
            MessageType.DOCUMENT,
            MessageType.STICKER,
            MessageType.LOCATION,
            MessageType.CONTACT,
            MessageType.POLL);

    private static final int MENTIONS = 256;

    public SendMessage {
        metadata = Metadata.copyOf(metadata);
        mentions = mentions == null ? List.of() : List.copyOf(mentions);
    }

    /** A plain text. */
    public static SendMessage text(String to, String message, @Nullable String clientMessageId) {
        return new SendMessage(
                to,
                message,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                clientMessageId,
                Map.of(),
                null,
                null,
                null,
                List.of());
    }

    public boolean hasMedia() {
        return mediaSources() > 0;
    }

    /** The words that go with the file: the caption, else the message. */
    public @Nullable String mediaCaption() {
        return caption != null ? caption : message;
    }

    /** What kind of message it is by its fields alone; empty for a file, whose bytes may decide. */
    public Optional<MessageType> kind() {
        if (hasMedia()) {
            return Optional.ofNullable(type);
        }
        if (location != null) {
            return Optional.of(MessageType.LOCATION);
        }
        if (contact != null) {
            return Optional.of(MessageType.CONTACT);
        }
        return Optional.of(poll != null ? MessageType.POLL : MessageType.TEXT);
    }

    @Override
    public List<FieldProblem> problems() {
        Form form = new Form()
                .recipient("to", to)
                .exactText("message", message)
                .atMost(65_536, "message", message)
                .exactText("caption", caption)
                .atMost(1_024, "caption", caption)
                .exactText("media_url", mediaUrl)
                .atMost(2_000, "media_url", mediaUrl)
                .exactText("upload_id", uploadId)
                .exactText("filename", filename)
                .atMost(500, "filename", filename)
                .exactText("mimetype", mimetype)
                .atMost(200, "mimetype", mimetype)
                .exactText("reply_to", replyTo)
                .atMost(128, "reply_to", replyTo)
                .clientMessageId("client_message_id", clientMessageId)
                .metadata("metadata", metadata)
                .location("location", location)
                .contact("contact", contact)
                .poll("poll", poll)
                .phones("mentions", MENTIONS, mentions)
                .check(
                        mediaSources() <= 1,
                        "media_url",
                        "Give one of 'media_url', 'media_base64' or a file, not several")
                .check(
                        Stream.of(hasMedia() ? this : null, location, contact, poll)
                                        .filter(Objects::nonNull)
                                        .count()
                                <= 1,
                        "type",
                        "Give one of a file, 'location', 'contact' or 'poll', not several")
                .check(type == null || SENDABLE.contains(type), "type", "'type' is one of " + names(SENDABLE));
        if (hasMedia()) {
            form.check(type == null || MEDIA.contains(type), "type", "A file is sent as one of " + names(MEDIA))
                    .atMost(1_024, "message", message);
        } else if (type != null && MEDIA.contains(type)) {
            form.check(false, "media_url", "'type' asks for a file; none is given");
        } else {
            MessageType kind = kind().orElseThrow();
            form.check(type == null || type == kind, "type", "What is given would be sent as '" + name(kind) + "'");
            if (kind == MessageType.TEXT) {
                form.required("message", message);
            } else {
                form.check(message == null, "message", "A " + name(kind) + " has no 'message'")
                        .check(mentions.isEmpty(), "mentions", "A " + name(kind) + " mentions nobody");
            }
        }
        return form.problems();
    }

    private static String names(Set<MessageType> types) {
        return types.stream().map(SendMessage::name).collect(Collectors.joining(", "));
    }

    private static String name(MessageType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private long mediaSources() {
        return Stream.of(mediaUrl, mediaBase64, uploadId)
                .filter(source -> source != null)
                .count();
    }
}
