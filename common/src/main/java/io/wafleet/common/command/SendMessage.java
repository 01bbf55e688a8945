package io.wafleet.common.command;

import io.wafleet.common.message.MessageType;
import io.wafleet.common.metadata.Metadata;
import io.wafleet.common.problem.FieldProblem;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sends a text, or one file with an optional caption.
 *
 * @param to a phone number with country code, or a chat id
 * @param message the text, 1 to 65,536 characters; with a file it serves as the caption
 * @param mediaUrl an http or https address from which the worker fetches the file
 * @param mediaBase64 the file itself; through Kafka only as large as a record may be
 * @param uploadId the file as the gateway stored it, for files that came with a REST call
 * @param mimetype what the caller says the file is; the bytes decide
 * @param filename shown to the recipient of a document
 * @param caption shown with the file, at most 1,024 characters
 * @param type how a file is shown; told from its bytes if absent
 * @param replyTo the id of the message that is quoted
 * @param clientMessageId the caller's own id, 1 to 128 characters and not blank: the same one again sends nothing and gets the
 *     first result back
 * @param metadata echoed in the events about this message, at most 50 entries and 16 KB
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
        Map<String, Object> metadata)
        implements CommandData {

    private static final Set<MessageType> SENDABLE = EnumSet.of(
            MessageType.TEXT,
            MessageType.IMAGE,
            MessageType.VIDEO,
            MessageType.AUDIO,
            MessageType.VOICE,
            MessageType.DOCUMENT);

    public SendMessage {
        metadata = Metadata.copyOf(metadata);
    }

    /** A plain text. */
    public static SendMessage text(String to, String message, @Nullable String clientMessageId) {
        return new SendMessage(to, message, null, null, null, null, null, null, null, null, clientMessageId, Map.of());
    }

    public boolean hasMedia() {
        return mediaSources() > 0;
    }

    /** The words that go with the file: the caption, else the message. */
    public @Nullable String mediaCaption() {
        return caption != null ? caption : message;
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
                .notBlank("client_message_id", clientMessageId)
                .exactText("client_message_id", clientMessageId)
                .atMost(128, "client_message_id", clientMessageId)
                .check(
                        mediaSources() <= 1,
                        "media_url",
                        "Give one of 'media_url', 'media_base64' or a file, not several")
                .metadata("metadata", metadata)
                .check(type == null || SENDABLE.contains(type), "type", "'type' is one of " + SENDABLE);
        if (hasMedia()) {
            form.check(type != MessageType.TEXT, "type", "A file is not sent as 'text'")
                    .atMost(1_024, "message", message);
        } else {
            form.required("message", message)
                    .check(
                            type == null || type == MessageType.TEXT,
                            "media_url",
                            "'type' asks for a file; none is given");
        }
        return form.problems();
    }

    private long mediaSources() {
        return Stream.of(mediaUrl, mediaBase64, uploadId)
                .filter(source -> source != null)
                .count();
    }
}
