package io.wafleet.session.browser;

import java.time.Instant;

/**
 * A message as it stands after a change.
 *
 * @param at when it was changed, by the message's own record of it
 * @param wasSo whether it stood so before, and nothing was done
 */
public record ChangedMessage(String messageId, String chatId, Instant at, boolean wasSo) {}
