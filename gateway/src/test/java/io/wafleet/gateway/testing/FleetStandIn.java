package io.wafleet.gateway.testing;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.account.AccountState;
import io.wafleet.common.command.AccountResult;
import io.wafleet.common.command.Command;
import io.wafleet.common.command.CommandType;
import io.wafleet.common.command.SendMessage;
import io.wafleet.common.command.SendResult;
import io.wafleet.common.command.SnapshotResult;
import io.wafleet.common.event.CommandCompleted;
import io.wafleet.common.event.CommandFailed;
import io.wafleet.common.event.Event;
import io.wafleet.common.event.EventData;
import io.wafleet.common.event.EventIds;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.relay.RelayCommand;
import io.wafleet.common.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.JsonNode;

/**
 * Stands in for the session-worker and the webhook-relay: answers every command over the real broker. What it answers
 * follows from the command: a message "fail:CODE" fails with that code, "fail-once:CODE" only the first such command of
 * its account, "silence" is not answered. A command id that was answered before gets the first answer again.
 */
public final class FleetStandIn {

    private final KafkaProducer<String, byte[]> producer;
    private final List<Command> commands = new CopyOnWriteArrayList<>();
    private final List<RelayCommand> relayCommands = new CopyOnWriteArrayList<>();
    private final Map<String, EventData> journal = new ConcurrentHashMap<>();
    private final PublishedViews views;

    private FleetStandIn(String kafka, PublishedViews views) {
        this.views = views;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "linger.ms", 0), new StringSerializer(), new ByteArraySerializer());
    }

    static FleetStandIn start(String kafka, String database) {
        FleetStandIn fleet = new FleetStandIn(kafka, PublishedViews.in(database));
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka,
                        "group.id",
                        "stand-in-" + UUID.randomUUID(),
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(Topics.COMMANDS, Topics.RELAY_COMMANDS));
        Thread.ofPlatform().daemon().name("fleet-stand-in").start(() -> {
            while (true) {
                consumer.poll(Duration.ofMillis(200)).forEach(fleet::carryOut);
            }
        });
        return fleet;
    }

    public PublishedViews views() {
        return views;
    }

    public List<Command> commands(String account) {
        return commands.stream()
                .filter(command -> command.accountId().value().equals(account))
                .toList();
    }

    public List<RelayCommand> relayCommands() {
        return relayCommands;
    }

    public void publish(Event event) {
        publishRaw(
                event.accountId() == null
                        ? Topics.GLOBAL_KEY
                        : event.accountId().value(),
                ContractJson.write(event));
    }

    public void publishRaw(String key, byte[] value) {
        producer.send(new ProducerRecord<>(Topics.EVENTS, key, value));
        producer.flush();
    }

    private void carryOut(ConsumerRecord<String, byte[]> record) {
        try {
            if (record.topic().equals(Topics.COMMANDS)) {
                Command command = ContractJson.readCommand(record.value());
                commands.add(command);
                EventData known = journal.get(command.id());
                answer(record, command.id(), command.accountId(), known == null ? carryOut(command) : known);
            } else {
                RelayCommand command = ContractJson.readRelayCommand(record.value());
                relayCommands.add(command);
                answer(record, command.id(), command.accountId(), result(command));
            }
        } catch (Exception failed) {
            failed.printStackTrace();
        }
    }

    private EventData carryOut(Command command) {
        EventData result = result(command);
        if (result != null) {
            journal.put(command.id(), result);
        }
        if (result instanceof CommandFailed failed) {
            views.failed(command, failed.error());
        }
        return result;
    }

    private EventData result(Command command) {
        if (command.data() instanceof SendMessage send) {
            return result(command, send);
        }
        return command.type() == CommandType.SNAPSHOT
                ? completed(command, new SnapshotResult(command.id(), 2, 1, views.keepSnapshot(command)))
                : completed(command, new AccountResult(command.accountId(), AccountState.INIT, 1));
    }

    private EventData result(Command command, SendMessage send) {
        String text = String.valueOf(send.message());
        if (text.equals("silence")) {
            return null;
        }
        boolean first = commands(command.accountId().value()).size() == 1;
        if (text.startsWith("fail:") || (text.startsWith("fail-once:") && first)) {
            ErrorCode code = ErrorCode.valueOf(text.substring(text.indexOf(':') + 1));
            CommandError error = new CommandError(code, "As asked", 7L, List.of());
            return new CommandFailed(command.id(), "send", send.clientMessageId(), error, Map.of());
        }
        return completed(
                command,
                new SendResult(
                        command.id(), send.clientMessageId(), "3EB0AA", "sent", send.to(), send.to(), 1_700_000_000L));
    }

    private static EventData result(RelayCommand command) {
        JsonNode result = ContractJson.mapper().readTree("""
                        {"endpoint":{"id":"default","url":"https://example.com/hook"},"secret":"whsec_shown_once"}""");
        return new CommandCompleted(command.id(), command.type().wireName(), null, result, Map.of());
    }

    private static EventData completed(Command command, Object result) {
        return new CommandCompleted(
                command.id(),
                command.type().wireName(),
                null,
                ContractJson.mapper().valueToTree(result),
                Map.of());
    }

    private void answer(ConsumerRecord<String, byte[]> asked, String commandId, AccountId account, EventData data) {
        Header correlation = asked.headers().lastHeader("kafka_correlationId");
        if (data == null || correlation == null) {
            return;
        }
        Event event = new Event(EventIds.ofResult(commandId), account, Instant.now(), "stand-in", 0, 0, false, data);
        ProducerRecord<String, byte[]> reply = new ProducerRecord<>(Topics.REPLIES, ContractJson.write(event));
        reply.headers().add(correlation);
        producer.send(reply);
    }
}
