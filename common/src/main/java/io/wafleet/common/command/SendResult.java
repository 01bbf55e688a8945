package io.wafleet.common.command;

import org.jspecify.annotations.Nullable;

/**
 * What a send answers.
 *
 * @param id the command that sent it
 * @param providerMessageId WhatsApp's id of the message
 * @param status always {@code sent}
 * @param waId the number WhatsApp knows the recipient by
 * @param timestamp seconds since 1970
 */
public record SendResult(
        String id,
        @Nullable String clientMessageId,
        String providerMessageId,
        String status,
        String to,
        @Nullable String waId,
        long timestamp) {}
