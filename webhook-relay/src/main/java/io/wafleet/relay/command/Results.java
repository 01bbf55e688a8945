package io.wafleet.relay.command;

import io.wafleet.common.json.ContractJson;
import io.wafleet.common.topic.Topics;
import io.wafleet.relay.endpoint.Endpoint;
import io.wafleet.relay.endpoint.Endpoints;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells how a command ended: everybody by an event, and whoever waits by a reply.
 *
 * <p>Failure policy: throws if Kafka has not taken the event within 35 seconds; it is told again later, with the same id.
 * A reply that cannot be delivered is let go: its address was given by the caller.
 */
@Component
class Results {

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final Endpoints endpoints;
    private final CommandJournal journal;

    Results(KafkaTemplate<byte[], byte[]> kafka, Endpoints endpoints, CommandJournal journal) {
        this.kafka = kafka;
        this.endpoints = endpoints;
        this.journal = journal;
    }

    /** Tells it and notes that it was told. */
    void tell(Finished finished) throws Exception {
        byte[] key = Objects.requireNonNullElse(finished.accountId(), Topics.GLOBAL_KEY)
                .getBytes(StandardCharsets.UTF_8);
        byte[] event = ContractJson.write(finished.event(finished.content()));
        kafka.send(new ProducerRecord<>(Topics.EVENTS, key, event)).get(35, TimeUnit.SECONDS);
        ReplyAddress reply = finished.reply();
        if (reply != null) {
            byte[] answer = ContractJson.write(finished.event(forTheCaller(finished)));
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(reply.topic(), reply.partition(), key, answer);
            record.headers().add(KafkaHeaders.CORRELATION_ID, reply.correlationId());
            kafka.send(record);
        }
        journal.told(finished.commandId());
    }

    /** The reply alone shows the secret, and the values of headers, to the command that has set them. */
    private JsonNode forTheCaller(Finished finished) {
        if (!finished.completed() || !finished.content().has("endpoint")) {
            return finished.content();
        }
        ObjectNode result = (ObjectNode) finished.content().deepCopy();
        ObjectNode shown = (ObjectNode) result.path("endpoint");
        Endpoint endpoint = endpoints
                .find(finished.accountId(), shown.path("id").asString())
                .orElse(null);
        if (endpoint != null) {
            shown.set("headers", ContractJson.mapper().valueToTree(endpoint.headers()));
            if (endpoint.secretSetBy().equals(finished.commandId())) {
                result.put("secret", endpoint.secret().reveal());
            }
        }
        return result;
    }
}
