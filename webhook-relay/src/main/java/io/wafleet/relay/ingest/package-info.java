/**
 * Takes in what happens to the accounts.
 *
 * <p>{@code EventIngest} reads {@code wafleet.events} in batches. {@code EventBook} writes each batch in one transaction:
 * it drops what an earlier owner of an account tells after a later one has spoken ({@code AccountEpochs}), and what has
 * been told before ({@code SeenEvents}); the rest goes to the message log and, for each endpoint that wants it, to the
 * delivery queue. Only then do the offsets move, and the dispatcher is woken.
 *
 * <p>When an account is made with a webhook, its endpoint is expected from then on. When an account is deleted, its
 * endpoints and messages go, and what its endpoints still wait for is given up; the delivery log stays until its
 * retention is over.
 */
@NullMarked
package io.wafleet.relay.ingest;

import org.jspecify.annotations.NullMarked;
