package io.wafleet.session.browser;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A message that WhatsApp has taken: its bare id, the chat it is in and, for a person, their bare number. */
public record SentMessage(
        String messageId, String chatId, @Nullable String waId, Instant timestamp) {}
