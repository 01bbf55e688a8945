/**
 * Sends each event to each endpoint that wants it, at least once, from rows in Postgres.
 *
 * <p>{@code DeliveryQueue} takes the rows in, in the transaction that logs the event. The {@code Dispatcher} is woken
 * after that commit, and looks by itself twice a second: it claims lanes and due retries, as many as the {@code Slots}
 * allow for each endpoint and in all. A lane is one account's way to one endpoint: first attempts leave it one after the
 * other, in the order of the events ({@code LaneRun}); retries wait apart and hold nothing up. {@code AttemptDelivery} is
 * one attempt from signature to verdict, {@code WebhookClient} its HTTP, {@code RetrySchedule} says when the next is due,
 * {@code OutcomeLog} writes outcomes of many attempts in one transaction.
 *
 * <p>A claim is a lease by the database's clock. If its holder dies, the rows are due again when the lease is over, so
 * a delivery may come twice, with the same {@code webhook-id}, and never gets lost.
 */
@NullMarked
package io.wafleet.relay.delivery;

import org.jspecify.annotations.NullMarked;
