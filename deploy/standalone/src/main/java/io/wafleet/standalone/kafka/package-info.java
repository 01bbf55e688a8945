/**
 * A real Kafka for one machine.
 *
 * <p>{@link io.wafleet.standalone.kafka.KafkaServer} is the main class of the broker process: Kafka's own
 * KRaft server, broker and controller in one, with a directory that it keeps and ports that do not
 * change. {@link io.wafleet.standalone.kafka.EmbeddedKafka} starts that process from another JVM and
 * waits until it serves. It is the same code that a Kafka distribution runs, so offsets, transactions
 * and log recovery behave as in production; only replication is missing, because there is one broker.
 * Its settings are in {@code BrokerSettings}. Data survives {@code kill -9} of the process; a power cut
 * may cost what the operating system had not written, as on any single broker.
 */
@NullMarked
package io.wafleet.standalone.kafka;

import org.jspecify.annotations.NullMarked;
