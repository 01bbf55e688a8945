/**
 * Keeps the message log and delivers webhooks.
 *
 * <p>{@code ingest} reads {@code wafleet.events} and writes, in one transaction for each batch, what happened to the
 * log ({@code message}) and a row for each endpoint that wants to know ({@code delivery}). {@code delivery} sends the
 * rows, signed by {@code signature}, and retries them; start reading at {@code AttemptDelivery}. {@code endpoint} is
 * where they go. {@code command} makes, changes, tests and removes endpoints on request. {@code stream} is how the
 * relay reads Kafka: nothing is committed before it is durable in Postgres, and a record nobody can read goes to the
 * dead letters while the rest moves on.
 *
 * <p>Several relays share the work: Kafka divides the events among them, Postgres the deliveries.
 */
@NullMarked
package io.wafleet.relay;

import org.jspecify.annotations.NullMarked;
