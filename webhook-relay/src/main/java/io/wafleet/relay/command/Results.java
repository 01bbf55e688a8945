package io.wafleet.relay.command;

import io.wafleet.common.json.ContractJson;
import io.wafleet.common.topic.Topics;
import io.wafleet.relay.endpoint.Endpoint;
import io.wafleet.relay.endpoint.Endpoints;
import io.wafleet.relay.endpoint.Secrets;
import io.wafleet.relay.endpoint.Unreadable;
import io.wafleet.relay.endpoint.WebhookKeys;
import io.wafleet.relay.stream.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells how a command ended: everybody by an event, and whoever waits by a reply.
 *
 * <p>Failure policy: throws if Kafka has not taken the event within 35 seconds; it is told again later, with the same id.
 * A result that is too large for a record is told as {@code SERVER_ERROR}. The reply is tried once: its address was given
 * by the caller, and who waits can read the event.
 */
@Component
class Results {

    private static final Logger log = LoggerFactory.getLogger(Results.class);

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final Endpoints endpoints;
    private final WebhookKeys keys;
    private final CommandJournal journal;

    Results(KafkaTemplate<byte[], byte[]> kafka, Endpoints endpoints, WebhookKeys keys, CommandJournal journal) {
        this.kafka = kafka;
        this.endpoints = endpoints;
        this.keys = keys;
        this.journal = journal;
    }

    /** Tells it and notes that it was told. */
    void tell(Finished finished) throws Exception {
        byte[] key = Objects.requireNonNullElse(finished.accountId(), Topics.GLOBAL_KEY)
                .getBytes(StandardCharsets.UTF_8);
        Finished told = tellEverybody(finished, key);
        ReplyAddress address = told.reply();
        if (address != null) {
            reply(address, key, ContractJson.write(told.event(forTheCaller(told))));
        }
        journal.told(told.commandId());
    }

    private Finished tellEverybody(Finished finished, byte[] key) throws Exception {
        try {
            send(finished, key);
            return finished;
        } catch (Exception failure) {
            if (!DeadLetters.isTooLarge(failure)) {
                throw failure;
            }
            Finished brief = finished.withoutResult();
            send(brief, key);
            return brief;
        }
    }

    private void send(Finished finished, byte[] key) throws Exception {
        byte[] event = ContractJson.write(finished.event(finished.content()));
        kafka.send(new ProducerRecord<>(Topics.EVENTS, key, event)).get(35, TimeUnit.SECONDS);
    }

    /** A topic or a partition that does not exist keeps its sender waiting for a while; nobody else. */
    private void reply(ReplyAddress address, byte[] key, byte[] answer) {
        Thread.ofVirtual().name("reply").start(() -> {
            try {
                ProducerRecord<byte[], byte[]> record =
                        new ProducerRecord<>(address.topic(), address.partition(), key, answer);
                record.headers().add(KafkaHeaders.CORRELATION_ID, address.correlationId());
                kafka.send(record).whenComplete((sent, failure) -> warn(address, failure));
            } catch (RuntimeException failure) {
                warn(address, failure);
            }
        });
    }

    private static void warn(ReplyAddress address, @Nullable Throwable failure) {
        if (failure != null) {
            log.atWarn()
                    .addKeyValue("topic", address.topic())
                    .addKeyValue("partition", address.partition())
                    .addKeyValue("error", failure.getMessage())
                    .log("reply.not_sent");
        }
    }

    /** The reply alone shows the secret, to the command that has set it. */
    private JsonNode forTheCaller(Finished finished) {
        if (!finished.completed() || !finished.content().has("endpoint")) {
            return finished.content();
        }
        ObjectNode result = (ObjectNode) finished.content().deepCopy();
        endpoints
                .find(finished.accountId(), result.path("endpoint").path("id").asString())
                .map(Endpoint::secrets)
                .filter(secrets -> secrets.setBy().equals(finished.commandId()))
                .flatMap(this::reveal)
                .ifPresent(secret -> result.put("secret", secret));
        return result;
    }

    private Optional<String> reveal(Secrets secrets) {
        try {
            return Optional.of(keys.open(secrets.secret()));
        } catch (Unreadable unreadable) {
            log.atError().addKeyValue("cause", unreadable.getMessage()).log("secret.unreadable");
            return Optional.empty();
        }
    }
}
