/**
 * How the relay reads Kafka.
 *
 * <p>A {@code RecordHandler} names a topic and a group and says what to do with a batch. {@code RecordLoops} waits until
 * the topics are there and runs one {@code RecordLoop} for each handler: poll, handle, commit. What the handler cannot
 * make durable now is read again, with a growing pause, for as long as it takes; the consumer stays in its group
 * meanwhile. Whatever nobody can ever read, or store ({@code Unstorable}), is put into the {@code DeadLetters} as it came,
 * and the partition moves on.
 *
 * <p>A handler sees records at least once and in the order of their partition; it must not mind seeing them twice.
 */
@NullMarked
package io.wafleet.relay.stream;

import org.jspecify.annotations.NullMarked;
