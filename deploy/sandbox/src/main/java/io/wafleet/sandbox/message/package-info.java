/**
 * Messages between linked accounts and phones.
 *
 * <p>{@code WriteToAccount} brings one to an account: it is kept first, then put into the outbox of each linked device.
 * {@code TakeFromPage} takes one that an account sends: checked, kept once for each key, handed to the phones and to the
 * account's other devices. {@code Receipts} tell how far it came, and {@code SyncPage} brings a page that was away up to
 * date.
 *
 * <p>What changes a message, an edit, a reaction, a vote, is a message of its own with the id of its parent, so that it is
 * kept, queued and handed on like any other; {@code CurrentMessage} is what comes of a message and all its additions.
 */
@NullMarked
package io.wafleet.sandbox.message;

import org.jspecify.annotations.NullMarked;
