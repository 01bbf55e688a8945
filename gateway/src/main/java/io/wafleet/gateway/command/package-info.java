/**
 * How the gateway gets something done: it publishes a command, waits for the result, and answers with it.
 *
 * <p>{@link io.wafleet.gateway.command.AskTheFleet} is where to start reading. {@code FleetLink} holds the connection to
 * Kafka, comes up in the background and stays away from the requests while it is down: they get 503, never a 202 that
 * Kafka has not confirmed. {@link io.wafleet.gateway.command.Terms} is what the caller said about waiting and repeating.
 * {@code AcceptedCommands} remembers what was promised before the owner of the command knows of it, so that
 * {@code GET /api/commands/{id}} always has an answer, and so that an {@code Idempotency-Key} means one command, asked
 * anew only where its owner has refused it for the moment.
 */
@NullMarked
package io.wafleet.gateway.command;

import org.jspecify.annotations.NullMarked;
