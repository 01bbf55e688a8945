/**
 * Messages between linked accounts and phones.
 *
 * <p>{@code WriteToAccount} brings one to an account: it is kept first, then put into the outbox of each linked device.
 * {@code TakeFromPage} takes one that an account sends: checked, kept once for each key, handed to the phones and to the
 * account's other devices. {@code Receipts} tell how far it came, and {@code SyncPage} brings a page that was away up to
 * date.
 */
@NullMarked
package io.wafleet.sandbox.message;

import org.jspecify.annotations.NullMarked;
