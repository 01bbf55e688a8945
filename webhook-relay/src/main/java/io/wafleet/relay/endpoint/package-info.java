/**
 * Where deliveries go: the endpoints of each account, and one global endpoint that hears of every account.
 *
 * <p>An {@code EndpointChange} is judged against everything an endpoint may be (its URL, event names, headers, secret)
 * before it is stored, and every wrong field is named. Changes take effect at the next attempt, also for deliveries that
 * wait; no session is touched. An endpoint that is disabled gets no new deliveries, and those it has wait until it is
 * enabled again.
 *
 * <p>The URL is judged twice: here, by its form and where it is a literal address, and again where the connection is
 * dialled, because a name can lead anywhere. Others read {@code relay.endpoint_view}, which shows no secret.
 *
 * <p>The secret and the values of headers are {@code Sealed} with {@code WebhookKeys} that the database never sees, each
 * bound to its endpoint, and opened for an attempt alone.
 */
@NullMarked
package io.wafleet.relay.endpoint;

import org.jspecify.annotations.NullMarked;
