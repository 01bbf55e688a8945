package io.wafleet.common.command;

/**
 * What a reaction, an edit or a revocation answers.
 *
 * @param messageId the message it was done to
 * @param timestamp seconds since 1970
 */
public record MessageActionResult(String messageId, String chatId, long timestamp) {}
