/**
 * Who may open an account's page: the worker that holds its lease, a row in Postgres with an owner, an epoch and an end.
 *
 * <p>Kafka assigns the shards; a lease is what makes that safe, because a worker that was frozen or cut off does not
 * know that Kafka has given its shards away. {@link io.wafleet.session.ownership.Leases} takes and releases,
 * {@link io.wafleet.session.ownership.LeaseKeeper} renews all of them in one statement and tells the holder when one is
 * lost, in time to close the page. Time is the database's for the row and this process's monotonic clock for the holder.
 *
 * <p>The owner is an incarnation of a process, never a host: a worker that comes back is another owner. Only a worker
 * that starts on the same data directory takes the leases of the one before it at once: holding the directory's lock
 * proves that one dead, and what is left of its Chromium is ended first.
 */
@NullMarked
package io.wafleet.session.ownership;

import org.jspecify.annotations.NullMarked;
