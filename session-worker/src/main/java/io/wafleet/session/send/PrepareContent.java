package io.wafleet.session.send;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.command.SendMessage;
import io.wafleet.common.message.Media;
import io.wafleet.common.message.MessageType;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.session.browser.OutgoingMedia;
import io.wafleet.session.command.CommandFailure;
import io.wafleet.session.media.Attachment;
import io.wafleet.session.media.LoadAttachment;
import io.wafleet.session.media.MediaIds;
import io.wafleet.session.media.MediaStore;
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
        if (!send.hasMedia()) {
            return new Content(MessageType.TEXT, send.message(), null, null);
        }
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
        return new Content(
                type,
                send.mediaCaption(),
                new OutgoingMedia(file.bytes(), file.mimetype(), file.filename(), type),
                media);
    }

    private static MessageType typeOf(String mimetype, @Nullable MessageType asked) throws CommandFailure {
        MessageType natural = switch (mimetype.substring(0, mimetype.indexOf('/'))) {
            case "image" -> MessageType.IMAGE;
            case "video" -> MessageType.VIDEO;
            case "audio" -> MessageType.AUDIO;
            default -> MessageType.DOCUMENT;
        };
        boolean fits = asked == null
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
