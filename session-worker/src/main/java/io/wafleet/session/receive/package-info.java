/**
 * What comes in on an account's page: messages, their media, and how far sent messages have come.
 *
 * <p>{@link io.wafleet.session.receive.Inbox} turns each into an event and returns when Kafka has it, so a message counts
 * as seen only when it is durable. {@link io.wafleet.session.receive.Arrivals} keeps what a page tells in order behind
 * what it has missed, and {@link io.wafleet.session.receive.NewsMarks} remembers what has been told. The bytes of media follow by themselves: {@code CollectMedia} fetches them beside,
 * remembers what is still missing, and goes on with it when the account is READY again.
 */
@NullMarked
package io.wafleet.session.receive;

import org.jspecify.annotations.NullMarked;
