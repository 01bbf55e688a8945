/**
 * Telling what happened: every event of this worker leaves through {@link io.wafleet.session.event.Events}.
 *
 * <p>While this worker owns an account the account has an {@link io.wafleet.session.event.AccountEvents}, which numbers
 * its events within the epoch and lets one follow the other only when Kafka has it, so that their order is the order in
 * which they happened. Who tells an event waits until it is durable; a broker that is away therefore holds the account's
 * page back instead of filling memory. When the account leaves this worker its stream is closed, and who still waits on
 * it is told so.
 */
@NullMarked
package io.wafleet.session.event;

import org.jspecify.annotations.NullMarked;
