/**
 * The frames between a page and the hub, and the message model they carry.
 *
 * <p>{@code FromPage} and {@code ToPage} are closed sets of records with a {@code kind}; a message has the names of
 * WhatsApp Web's own model and carries only what is listed. The page's half is {@code wire.js} and {@code lifecycle.js}.
 */
@NullMarked
package io.wafleet.sandbox.wire;

import org.jspecify.annotations.NullMarked;
