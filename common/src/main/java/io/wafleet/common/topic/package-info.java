/** The Kafka topics of the contract, how they are created, and which shard an account belongs to. */
@NullMarked
package io.wafleet.common.topic;

import org.jspecify.annotations.NullMarked;
