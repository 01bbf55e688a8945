package io.wafleet.session.command;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.wafleet.common.topic.Topics;
import java.util.Set;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.AcknowledgingMessageListener;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.stereotype.Component;

/** Makes the consumer of the command topic, and the measures of what it has in hand. */
@Component
class ConsumerContainers {

    /** Also how long an acknowledgement may wait to be committed while nothing comes in. */
    private static final long POLL_MS = 250;

    private final PrepareTopics topics;
    private final ConsumerFactory<byte[], byte[]> consumers;
    private final MeterRegistry meters;

    ConsumerContainers(PrepareTopics topics, ConsumerFactory<byte[], byte[]> consumers, MeterRegistry meters) {
        this.topics = topics;
        this.consumers = consumers;
        this.meters = meters;
    }

    KafkaMessageListenerContainer<byte[], byte[]> whenKafkaIsThere(
            ConsumerAwareRebalanceListener rebalance, AcknowledgingMessageListener<byte[], byte[]> listener)
            throws InterruptedException {
        topics.untilThere();
        ContainerProperties properties = new ContainerProperties(Topics.COMMANDS);
        properties.setAckMode(ContainerProperties.AckMode.MANUAL);
        properties.setPollTimeout(POLL_MS);
        properties.setConsumerRebalanceListener(rebalance);
        properties.setMessageListener(listener);
        properties.setShutdownTimeout(60_000);
        properties.setMissingTopicsFatal(false);
        KafkaMessageListenerContainer<byte[], byte[]> container =
                new KafkaMessageListenerContainer<>(consumers, properties);
        container.setBeanName("commands");
        return container;
    }

    /**
     * Counts shards that came to this worker or left it.
     *
     * @param direction in, out, or lost where another worker had them first
     */
    void moved(String direction, int shards) {
        Counter.builder("wafleet.shard.moved")
                .description("Shards that came to this worker or left it")
                .tag("direction", direction)
                .register(meters)
                .increment(shards);
    }

    void measure(Lanes lanes, Set<Integer> assigned) {
        Gauge.builder("wafleet.command.queue", lanes, Lanes::inFlight)
                .description("Commands that wait or run")
                .register(meters);
        Gauge.builder("wafleet.session.shards", assigned, Set::size)
                .description("Shards that this worker has")
                .register(meters);
    }
}
