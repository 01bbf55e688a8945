package io.wafleet.session.browser;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message of ours in a chat.
 *
 * @param messageId its bare id
 * @param waId for a person, their bare number
 * @param ack WhatsApp's number for how far it has come: 0 while its server has not taken it, below 0 when it failed
 * @param content what the page shows of it, where it can
 */
public record SentMessage(
        String messageId,
        String chatId,
        @Nullable String waId,
        Instant timestamp,
        int ack,
        @Nullable PageMessage content) {

    public boolean isTaken() {
        return ack > 0;
    }

    public boolean hasFailed() {
        return ack < 0;
    }
}
