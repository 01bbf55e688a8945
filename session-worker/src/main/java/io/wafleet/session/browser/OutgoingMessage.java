package io.wafleet.session.browser;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to send.
 *
 * @param messageId the bare id the message will have, chosen by the caller so that a retry cannot double it
 * @param to a bare number, {@code <number>@c.us} or {@code <group>@g.us}
 * @param replyTo bare id or full key of the message that is answered
 * @param mentions bare numbers of whom a text or a caption mentions
 */
public record OutgoingMessage(
        String messageId,
        String to,
        OutgoingContent content,
        @Nullable String replyTo,
        List<String> mentions) {

    public static OutgoingMessage text(String messageId, String to, String text) {
        return new OutgoingMessage(messageId, to, new OutgoingContent.Text(text), null, List.of());
    }
}
