package io.wafleet.session.command;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.stereotype.Component;

/**
 * {@code POST /actuator/drain}: this worker gives its shards away in order and takes no further ones; the process stays
 * up, not ready, until it is ended. {@code GET} says how far it has come.
 */
@Component
@Endpoint(id = "drain")
class DrainEndpoint {

    private final CommandConsumer consumer;

    DrainEndpoint(CommandConsumer consumer) {
        this.consumer = consumer;
    }

    @WriteOperation
    CommandConsumer.Progress drain() {
        var unused = consumer.drain();
        return consumer.progress();
    }

    @ReadOperation
    CommandConsumer.Progress progress() {
        return consumer.progress();
    }
}
