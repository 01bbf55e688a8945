package io.wafleet.session.media;

import org.jspecify.annotations.Nullable;

/** A file to send: its bytes, what they are, and the name it goes by. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; copying megabytes would serve no one
public record Attachment(
        byte[] bytes, String mimetype, @Nullable String filename) {}
