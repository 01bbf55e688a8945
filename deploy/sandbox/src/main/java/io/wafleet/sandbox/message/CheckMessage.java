package io.wafleet.sandbox.message;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.media.MediaException;
import io.wafleet.sandbox.media.MediaStore;
import io.wafleet.sandbox.wire.WireContent;
import io.wafleet.sandbox.wire.WireMedia;
import io.wafleet.sandbox.wire.WireMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks what a page wants to send, as strictly as a phone would: key, recipient, and what its type asks for. */
@Component
class CheckMessage {

    private static final int LONGEST_TEXT = 65_536;
    private static final int MOST_OPTIONS = 12;

    private final Recipients recipients;
    private final CheckAddition checkAddition;
    private final MediaStore media;

    CheckMessage(Recipients recipients, CheckAddition checkAddition, MediaStore media) {
        this.recipients = recipients;
        this.checkAddition = checkAddition;
        this.media = media;
    }

    Recipient check(PhoneNumber account, WireMessage message) throws RefusedMessage {
        if (!message.id().startsWith("true_" + message.to() + "_")) {
            throw refused("The key does not belong to the chat");
        }
        Recipient recipient =
                recipients.find(account, message.to()).orElseThrow(() -> refused("There is no such chat"));
        if (recipient.isGroup() && !recipient.phones().contains(account)) {
            throw refused("The account is not a member of the group");
        }
        checkContent(account, message);
        return recipient;
    }

    private void checkContent(PhoneNumber account, WireMessage message) throws RefusedMessage {
        WireContent content = message.content();
        switch (message.type()) {
            case "chat" -> checkText(content.body());
            case "image", "audio", "ptt", "video", "document", "sticker" -> checkFile(content.media(), message.type());
            case "location" -> checkLocation(content);
            case "vcard" -> checkCard(content.body());
            case "poll_creation" -> checkPoll(content);
            case "reaction", "protocol", "poll_update" ->
                checkAddition.check(account, account, message.type(), content);
            default -> throw refused("The sandbox does not carry messages of this type");
        }
    }

    static void checkText(@Nullable String text) throws RefusedMessage {
        if (text == null || text.isEmpty() || text.length() > LONGEST_TEXT) {
            throw refused("A text has 1 to " + LONGEST_TEXT + " characters");
        }
    }

    private static void checkLocation(WireContent content) throws RefusedMessage {
        var place = content.location();
        if (place == null || !isWithin(place.lat(), 90) || !isWithin(place.lng(), 180)) {
            throw refused("A location has a latitude and a longitude");
        }
    }

    private static boolean isWithin(@Nullable Double degrees, int limit) {
        return degrees != null && Math.abs(degrees) <= limit;
    }

    private static void checkCard(@Nullable String vcard) throws RefusedMessage {
        if (vcard == null || !vcard.startsWith("BEGIN:VCARD")) {
            throw refused("A contact card is a vCard");
        }
    }

    private static void checkPoll(WireContent content) throws RefusedMessage {
        var poll = content.poll();
        if (poll == null || poll.pollName() == null || poll.pollName().isEmpty() || poll.pollOptions() == null) {
            throw refused("A poll has a question and options");
        }
        int options = poll.pollOptions().size();
        long different = poll.pollOptions().stream()
                .map(option -> option.name())
                .distinct()
                .count();
        if (options < 2 || options > MOST_OPTIONS || different < options) {
            throw refused("A poll has 2 to " + MOST_OPTIONS + " different options");
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

    static RefusedMessage refused(String why) {
        return new RefusedMessage("ERROR_UNKNOWN", why);
    }
}
