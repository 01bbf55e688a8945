package io.wafleet.session.send;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.command.SendMessage;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.message.Media;
import io.wafleet.common.message.MessageType;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.session.Digests;
import io.wafleet.session.browser.OutgoingContent;
import io.wafleet.session.browser.OutgoingMedia;
import io.wafleet.session.command.CommandFailure;
import io.wafleet.session.media.Attachment;
import io.wafleet.session.media.LoadAttachment;
import io.wafleet.session.media.MediaIds;
import io.wafleet.session.media.MediaStore;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gets what a message will hold; a file is kept before it is sent, so that a repetition sends the same bytes. */
@Component
class PrepareContent {

    private final LoadAttachment attachments;
    private final MediaStore store;

    PrepareContent(LoadAttachment attachments, MediaStore store) {
        this.attachments = attachments;
        this.store = store;
    }

    Content prepare(AccountId account, String messageId, SendMessage send) throws CommandFailure {
        if (send.hasMedia()) {
            return file(account, messageId, send);
        }
        if (send.location() != null) {
            return new Content(MessageType.LOCATION, new OutgoingContent.Place(send.location()), null);
        }
        if (send.contact() != null) {
            return new Content(MessageType.CONTACT, new OutgoingContent.Card(send.contact()), null);
        }
        if (send.poll() != null) {
            return new Content(MessageType.POLL, new OutgoingContent.Question(send.poll()), null);
        }
        return new Content(MessageType.TEXT, new OutgoingContent.Text(Objects.requireNonNull(send.message())), null);
    }

    /** What makes two sends the same for their caller: recipient, words, file and the rest. */
    String markOf(AccountId account, SendMessage send) {
        String file = send.hasMedia() ? attachments.markOf(account, send) : "";
        return Digests.sha256(ContractJson.mapper()
                .writeValueAsBytes(Arrays.asList(
                        send.to(),
                        send.message(),
                        send.caption(),
                        send.type(),
                        send.replyTo(),
                        file,
                        send.location(),
                        send.contact(),
                        send.poll(),
                        send.mentions())));
    }

    private Content file(AccountId account, String messageId, SendMessage send) throws CommandFailure {
        String mediaId = MediaIds.of(account, messageId);
        Optional<Attachment> kept = store.sent(mediaId);
        Attachment file = kept.isPresent() ? kept.get() : attachments.load(account, send);
        MessageType type = typeOf(file.mimetype(), send.type());
        Media media = store.keepSent(
                account,
                messageId,
                String.valueOf(send.to()),
                new Media(
                        mediaId,
                        Media.Status.PENDING,
                        file.mimetype(),
                        file.filename(),
                        null,
                        null,
                        send.mediaCaption()),
                file.bytes());
        OutgoingMedia outgoing = new OutgoingMedia(file.bytes(), wireType(file, type), file.filename(), type);
        return new Content(type, new OutgoingContent.File(outgoing, send.mediaCaption()), media);
    }

    /** Phones play a voice message only if it says what is in the Ogg file; that it is Opus has been looked at. */
    private static String wireType(Attachment file, MessageType type) {
        return type == MessageType.VOICE ? "audio/ogg; codecs=opus" : file.mimetype();
    }

    private static MessageType typeOf(String mimetype, @Nullable MessageType asked) throws CommandFailure {
        MessageType natural = switch (mimetype.substring(0, mimetype.indexOf('/'))) {
            case "image" -> MessageType.IMAGE;
            case "video" -> MessageType.VIDEO;
            case "audio" -> MessageType.AUDIO;
            default -> MessageType.DOCUMENT;
        };
        if (asked == MessageType.STICKER && !mimetype.equals("image/webp")) {
            throw new CommandFailure(ErrorCode.MEDIA_TYPE, "A sticker is a WebP file; this one is " + mimetype);
        }
        boolean fits = asked == null
                || asked == MessageType.STICKER
                || asked == natural
                || asked == MessageType.DOCUMENT
                || (asked == MessageType.VOICE && natural == MessageType.AUDIO);
        if (!fits) {
            throw new CommandFailure(
                    ErrorCode.MEDIA_TYPE, "The file is " + mimetype + " and cannot be sent as " + asked);
        }
        return asked == null ? natural : asked;
    }
}
