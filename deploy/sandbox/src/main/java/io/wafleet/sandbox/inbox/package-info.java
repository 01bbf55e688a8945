/**
 * A webhook receiver to try things with: it keeps what arrives, shows it, and fails on request.
 *
 * <p>{@code POST /inbox/{name}} takes a delivery, {@code GET /inbox/{name}} lists what was taken, {@code PUT
 * /inbox/{name}/answer} makes it answer with another status for a while, and {@code DELETE /inbox/{name}} empties it.
 * Everything is in memory and bounded.
 */
@NullMarked
package io.wafleet.sandbox.inbox;

import org.jspecify.annotations.NullMarked;
