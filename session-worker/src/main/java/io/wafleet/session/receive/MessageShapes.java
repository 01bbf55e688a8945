package io.wafleet.session.receive;

import io.wafleet.common.message.Ack;
import io.wafleet.common.message.ChatMessage;
import io.wafleet.common.message.Media;
import io.wafleet.common.message.MessageType;
import io.wafleet.session.browser.PageMessage;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From WhatsApp's words to the contract's. */
final class MessageShapes {

    /** Notices of WhatsApp to itself, which no person wrote. */
    private static final Set<String> INTERNAL = Set.of(
            "protocol",
            "e2e_notification",
            "gp2",
            "notification",
            "notification_template",
            "group_notification",
            "broadcast_notification",
            "newsletter_notification",
            "ciphertext",
            "call_log",
            "revoked",
            "debug",
            "pin_message",
            "pinned_message",
            "keep_in_chat",
            "poll_update",
            "poll_result_snapshot",
            "reaction",
            "reaction_enc",
            "message_history_notice",
            "biz-cover-photo");

    private MessageShapes() {}

    /** Whether a person wrote it, to somebody: not a notice, not a status, not a channel's post. */
    static boolean isOfAChat(PageMessage message) {
        return !INTERNAL.contains(message.type())
                && !message.chatId().endsWith("@broadcast")
                && !message.chatId().endsWith("@newsletter");
    }

    static MessageType typeOf(String whatsAppType) {
        return switch (whatsAppType) {
            case "chat" -> MessageType.TEXT;
            case "image" -> MessageType.IMAGE;
            case "video", "gif", "ptv" -> MessageType.VIDEO;
            case "audio" -> MessageType.AUDIO;
            case "ptt" -> MessageType.VOICE;
            case "document" -> MessageType.DOCUMENT;
            case "sticker" -> MessageType.STICKER;
            case "location", "live_location" -> MessageType.LOCATION;
            case "vcard", "multi_vcard" -> MessageType.CONTACT;
            case "poll_creation" -> MessageType.POLL;
            default -> MessageType.UNKNOWN;
        };
    }

    /** WhatsApp's number for how far a message has come; empty for those that say nothing. */
    static Optional<Ack> ackOf(int number) {
        return switch (number) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(Ack.SENT);
            case 2 -> Optional.of(Ack.DELIVERED);
            case 3 -> Optional.of(Ack.READ);
            default -> Optional.of(number < 0 ? Ack.FAILED : Ack.PLAYED);
        };
    }

    static ChatMessage shape(PageMessage message, @Nullable Media media) {
        return new ChatMessage(
                message.id(),
                message.chatId(),
                message.from(),
                message.fromLid(),
                message.author(),
                message.to(),
                message.isGroup(),
                typeOf(message.type()),
                message.body(),
                message.timestamp(),
                message.quotedId(),
                message.mentions(),
                message.pushName(),
                media,
                null,
                null,
                Map.of(),
                message.forwarded(),
                message.location(),
                message.contacts().stream().map(Vcard::read).toList(),
                message.poll());
    }
}
