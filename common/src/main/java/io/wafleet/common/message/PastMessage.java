package io.wafleet.common.message;

/**
 * A message as it stands in a chat, told after the fact.
 *
 * @param fromMe whether the account wrote it
 * @param ack how far it has come, if the account wrote it
 */
public record PastMessage(ChatMessage message, boolean fromMe, Ack ack) {}
