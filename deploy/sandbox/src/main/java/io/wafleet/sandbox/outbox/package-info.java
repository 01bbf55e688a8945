/**
 * What the devices of an account have to be told, kept until each has confirmed it.
 *
 * <p>As WhatsApp's servers do, the sandbox keeps a queue for each linked device: whatever happens to an account (messages,
 * receipts, changes of a message) is appended to the queue of each of its devices, shown to the pages that are open, and
 * shown again, in order, to a page that comes back. {@code AccountOrder} lets one thing at a time happen to an account.
 */
@NullMarked
package io.wafleet.sandbox.outbox;

import org.jspecify.annotations.NullMarked;
