/**
 * The way in: REST, live events and a dashboard in front of the fleet.
 *
 * <p>The gateway holds nothing of its own but API keys, uploads, the commands it has promised and a key to sign
 * with. A change to an account is a command: {@code command}
 * publishes it on Kafka, waits for its result or answers 202. Everything else is a read of the views that the owners of
 * the data publish in Postgres ({@code account}, {@code message}, {@code chat}, {@code media}, {@code webhook}), or a live look at the
 * topic of events ({@code event}).
 *
 * <p>Each request first passes {@code edge} (request id, limits, security headers) and {@code key} (who is this, and
 * what may they do). Whatever goes wrong on the way ends in {@code problem} as one kind of answer. Start reading at
 * {@link io.wafleet.gateway.command.AskTheFleet}.
 */
@NullMarked
package io.wafleet.gateway;

import org.jspecify.annotations.NullMarked;
