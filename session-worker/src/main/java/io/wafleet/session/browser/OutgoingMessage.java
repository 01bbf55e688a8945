package io.wafleet.session.browser;

import org.jspecify.annotations.Nullable;

/**
 * What to send.
 *
 * @param messageId the bare id the message will have, chosen by the caller so that a retry cannot double it
 * @param to a bare number, {@code <number>@c.us} or {@code <group>@g.us}
 * @param text the text, or the caption where there is media
 * @param replyTo bare id or full key of the message that is answered
 */
public record OutgoingMessage(
        String messageId,
        String to,
        @Nullable String text,
        @Nullable OutgoingMedia media,
        @Nullable String replyTo) {}
