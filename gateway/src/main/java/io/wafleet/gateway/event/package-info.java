/**
 * Live events: what happens on {@code wafleet.events}, as server-sent events.
 *
 * <p>{@code ReadEvents} reads the topic, all of it, for this gateway alone and commits nothing. {@code EventFeed} keeps
 * the last events in a ring, so that a client that was away for a moment goes on where it stopped, on this gateway or another; it may
 * get once more what happened within five seconds before that, and is told to look at the API where the ring does not
 * reach so far back. The feed gives each new event to every {@code Listener}. A listener has a small buffer: one that reads too slowly loses events and is told so,
 * and costs neither memory nor anybody else's time.
 *
 * <p>Presence comes in floods and what was synchronised in bulk: both are told only to those who name them, and are
 * kept for nobody.
 */
@NullMarked
package io.wafleet.gateway.event;

import org.jspecify.annotations.NullMarked;
