/**
 * The session-worker: runs WhatsApp accounts, one page each, in one Chromium.
 *
 * <p>A command comes in over Kafka ({@code command}) and waits in the lane of its account. Carrying it out needs the
 * account's {@code Session} ({@code lifecycle}), and a session exists only while this worker holds the account's lease
 * ({@code ownership}). The session opens the page ({@code browser}) and is the only writer of the account's state
 * ({@code account}); every change is told as an event ({@code event}). {@code send}, {@code action}, {@code receive}, {@code media} and
 * {@code snapshot} are what an account that is READY can do.
 *
 * <p>Start reading at {@code CarryOut}, then {@code Session} and {@code SendToChat}.
 */
@NullMarked
package io.wafleet.session;

import org.jspecify.annotations.NullMarked;
