/**
 * Messages between linked accounts and phones.
 *
 * <p>{@code WriteToAccount} brings one to an account: it is kept first, then shown to the page, and it counts as
 * delivered when the page has confirmed it; until then each return of the page shows it again. {@code TakeFromPage} takes
 * one that an account sends: checked, kept once for each key, handed to the phones. {@code Receipts} tell how far it came,
 * and {@code SyncPage} brings a page that was away up to date. {@code AccountOrder} keeps all of this in order.
 */
@NullMarked
package io.wafleet.sandbox.message;

import org.jspecify.annotations.NullMarked;
