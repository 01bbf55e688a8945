package io.wafleet.relay.chat;

/**
 * A message that the log did not have before.
 *
 * @param seq its place in the log
 * @param unread whether it waits to be read: it came in, and is not history
 */
public record NewMessage(
        String account, String chat, boolean isGroup, long timestamp, long seq, boolean unread, boolean backfilled) {}
