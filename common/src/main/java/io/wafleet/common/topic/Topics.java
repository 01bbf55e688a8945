package io.wafleet.common.topic;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** The topics of the contract. */
public final class Topics {

    /** Commands to accounts; the key is the account id, the partition its shard. */
    public static final String COMMANDS = "wafleet.commands";
    /** Commands to the webhook-relay; the key is the account id, or {@link #GLOBAL_KEY}. */
    public static final String RELAY_COMMANDS = "wafleet.relay-commands";
    /** Everything that happens; the key is the account id, or {@link #GLOBAL_KEY}. */
    public static final String EVENTS = "wafleet.events";
    /** Answers to gateways that wait; shared, each takes its own by correlation id. */
    public static final String REPLIES = "wafleet.replies";
    /** The key of what belongs to no account; never a valid account id. */
    public static final String GLOBAL_KEY = "_global";

    public static final int DEFAULT_SHARDS = 24;

    private Topics() {}

    /** Where a record of this topic goes that nobody can read. */
    public static String deadLetters(String topic) {
        return topic + ".dlt";
    }

    /**
     * All topics, for whoever starts first.
     *
     * @param shards partitions of the keyed topics; must not change once accounts exist
     * @param replicas copies of each partition, 1 to the number of brokers
     */
    public static List<NewTopic> all(int shards, short replicas) {
        Map<String, String> days7 = Map.of(TopicConfig.RETENTION_MS_CONFIG, "604800000");
        // A dead letter carries more headers than its record, and is not compressed.
        Map<String, String> dead =
                Map.of(TopicConfig.RETENTION_MS_CONFIG, "2592000000", TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "16777216");
        Map<String, String> minutes10 =
                Map.of(TopicConfig.RETENTION_MS_CONFIG, "600000", TopicConfig.SEGMENT_MS_CONFIG, "600000");
        return List.of(
                new NewTopic(COMMANDS, shards, replicas).configs(days7),
                new NewTopic(RELAY_COMMANDS, shards, replicas).configs(days7),
                new NewTopic(EVENTS, shards, replicas).configs(days7),
                new NewTopic(REPLIES, 4, replicas).configs(minutes10),
                new NewTopic(deadLetters(COMMANDS), 1, replicas).configs(dead),
                new NewTopic(deadLetters(RELAY_COMMANDS), 1, replicas).configs(dead),
                new NewTopic(deadLetters(EVENTS), 1, replicas).configs(dead));
    }
}
