/**
 * Devices that phones have linked, up to four each.
 *
 * <p>A link is a token that the page keeps, encrypted, and shows at each start. Whoever shows one that is not linked is
 * told so and needs a new QR code.
 */
@NullMarked
package io.wafleet.sandbox.link;

import org.jspecify.annotations.NullMarked;
