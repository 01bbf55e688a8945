package io.wafleet.session.browser;

import io.wafleet.common.message.MessageType;
import org.jspecify.annotations.Nullable;

/** A file to send, and how WhatsApp is to show it. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; copying megabytes would serve no one
public record OutgoingMedia(
        byte[] bytes, String mimetype, @Nullable String filename, MessageType type) {}
