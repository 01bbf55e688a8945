/**
 * The message log: every message that came in or went out, once, with how far it has come.
 *
 * <p>The key of a message is its account, WhatsApp's id and the direction, so a message told twice is kept once and a
 * message to oneself is kept as sent and as received. An acknowledgement only ever raises the state; one that arrives
 * before its message waits for it. Others read the log through {@code relay.message_view}.
 *
 * <p>When an account is deleted, its messages go with it.
 */
@NullMarked
package io.wafleet.relay.message;

import org.jspecify.annotations.NullMarked;
