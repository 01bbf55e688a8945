/**
 * A stand-in for WhatsApp Web, with simulated phones: a page on which unmodified wa-js runs, and the hub behind it.
 *
 * <p>It imitates the module surface that wa-js uses, the life of a login (QR code, pairing, sync, unlinking, conflict),
 * and the media encryption. It does not speak WhatsApp's protocol, knows nothing of its limits or bans, and says nothing
 * about whether a version of wa-js fits today's WhatsApp Web.
 *
 * <p>The page is plain scripts under {@code static/page}. A frame of a page comes in at {@code socket}; what a phone
 * does comes in at {@code phone}; both end in {@code message}, where {@code TakeFromPage} and {@code WriteToAccount} are
 * the two directions. {@code link} knows which device belongs to which number, {@code page} which of them is there now.
 * Everything that must outlive the process is in one SQLite file.
 */
@NullMarked
package io.wafleet.sandbox;

import org.jspecify.annotations.NullMarked;
