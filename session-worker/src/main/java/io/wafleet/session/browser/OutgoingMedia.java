package io.wafleet.session.browser;

import org.jspecify.annotations.Nullable;

/** A file to send, and how WhatsApp is to show it. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; copying megabytes would serve no one
public record OutgoingMedia(
        byte[] bytes, String mimetype, @Nullable String filename, Kind kind) {

    /** How the file is shown in the chat. */
    public enum Kind {
        IMAGE,
        VIDEO,
        AUDIO,
        VOICE,
        DOCUMENT,
        STICKER
    }
}
