/**
 * The message log: every message that came in, went out or stood in a chat before, once, as it is now.
 *
 * <p>The key of a message is its account, WhatsApp's id, the chat and the direction, so a message told twice is kept once
 * and a message to oneself is kept as sent and as received. {@code MessageLog} takes the events of a batch apart:
 * {@code NewMessages} puts messages in; {@code MessageChanges} edits, revokes and completes them; {@code Acknowledgements}
 * only ever raises the state; {@code Responses} keeps reactions and votes. Whatever is told before its message waits for
 * it. Others read the log through {@code relay.message_view}, {@code reaction_view} and {@code vote_view}.
 *
 * <p>The log shows what the chat shows: of an edited message the newest text and when it was edited, of a revoked one that
 * it was there and who took it back when. What its writer took back is not kept.
 *
 * <p>When an account is deleted, its messages go with it.
 */
@NullMarked
package io.wafleet.relay.message;

import org.jspecify.annotations.NullMarked;
