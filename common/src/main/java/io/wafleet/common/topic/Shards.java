package io.wafleet.common.topic;

import io.wafleet.common.account.AccountId;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/** Which shard, that is which partition of the keyed topics, an account belongs to. */
public final class Shards {

    private Shards() {}

    /**
     * The partition that Kafka's own partitioner chooses for the account id, so that a producer that knows nothing of
     * Wafleet agrees.
     *
     * @param shards how many there are
     */
    public static int of(AccountId account, int shards) {
        return BuiltInPartitioner.partitionForKey(account.value().getBytes(StandardCharsets.UTF_8), shards);
    }
}
