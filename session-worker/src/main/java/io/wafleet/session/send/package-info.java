/**
 * Sending a message: once for each command and each client_message_id, whenever this worker dies.
 *
 * <p>{@code SendToChat} and {@code ForwardToChat} are the verbs, {@code SendOnce} is what they share. The id of the message is derived from the command before anything leaves
 * ({@code MessageIds}), the journal notes it before the page is asked, and whoever finds a send begun and not finished
 * looks the id up in the chat before sending again with the same id ({@code Transmit}). {@code ClientIds} gives a repeated
 * client_message_id the first result.
 */
@NullMarked
package io.wafleet.session.send;

import org.jspecify.annotations.NullMarked;
