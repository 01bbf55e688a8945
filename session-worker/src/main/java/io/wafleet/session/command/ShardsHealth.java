package io.wafleet.session.command;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether this worker has its place in the consumer group; part of readiness, never of liveness. */
@Component("shards")
class ShardsHealth implements HealthIndicator {

    private final CommandConsumer consumer;

    ShardsHealth(CommandConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public Health health() {
        return consumer.isJoined() ? Health.up().build() : Health.down().build();
    }
}
