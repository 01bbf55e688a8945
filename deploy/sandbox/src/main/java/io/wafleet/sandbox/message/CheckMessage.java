package io.wafleet.sandbox.message;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.media.MediaException;
import io.wafleet.sandbox.media.MediaStore;
import io.wafleet.sandbox.wire.WireMedia;
import io.wafleet.sandbox.wire.WireMessage;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks what a page wants to send, as strictly as a phone would: key, recipient, type, and the file's hashes. */
@Component
class CheckMessage {

    private static final int LONGEST_TEXT = 65_536;
    private static final Set<String> FILES = Set.of("image", "audio", "ptt", "video", "document", "sticker");

    private final Recipients recipients;
    private final MediaStore media;

    CheckMessage(Recipients recipients, MediaStore media) {
        this.recipients = recipients;
        this.media = media;
    }

    Recipient check(PhoneNumber account, WireMessage message) throws RefusedMessage {
        if (!message.id().startsWith("true_" + message.to() + "_")) {
            throw new RefusedMessage("ERROR_UNKNOWN", "The key does not belong to the chat");
        }
        Recipient recipient = recipients
                .find(message.to())
                .orElseThrow(() -> new RefusedMessage("ERROR_UNKNOWN", "There is no such chat"));
        if (recipient.isGroup() && !recipient.phones().contains(account)) {
            throw new RefusedMessage("ERROR_UNKNOWN", "The account is not a member of the group");
        }
        checkContent(message);
        return recipient;
    }

    private void checkContent(WireMessage message) throws RefusedMessage {
        String body = message.body();
        if (message.type().equals("chat")) {
            if (body == null || body.isEmpty() || body.length() > LONGEST_TEXT) {
                throw new RefusedMessage("ERROR_UNKNOWN", "A text has 1 to " + LONGEST_TEXT + " characters");
            }
        } else if (FILES.contains(message.type())) {
            checkFile(message.media(), message.type());
        } else {
            throw new RefusedMessage("ERROR_UNKNOWN", "The sandbox does not carry messages of this type yet");
        }
    }

    private void checkFile(@Nullable WireMedia file, String type) throws RefusedMessage {
        try {
            if (file == null) {
                throw new RefusedMessage("ERROR_UPLOAD", "The message has no file");
            }
            media.open(file, type);
        } catch (MediaException e) {
            throw new RefusedMessage("ERROR_UPLOAD", String.valueOf(e.getMessage()));
        }
    }
}
