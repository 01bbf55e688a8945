package io.wafleet.gateway.testing;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.account.AccountState;
import io.wafleet.common.chat.ContactCheck;
import io.wafleet.common.command.AccountResult;
import io.wafleet.common.command.ChatActionResult;
import io.wafleet.common.command.CheckContact;
import io.wafleet.common.command.Command;
import io.wafleet.common.command.EditMessage;
import io.wafleet.common.command.ForwardMessage;
import io.wafleet.common.command.MarkChatSeen;
import io.wafleet.common.command.MessageActionResult;
import io.wafleet.common.command.PairingCodeResult;
import io.wafleet.common.command.ReactToMessage;
import io.wafleet.common.command.RequestPairingCode;
import io.wafleet.common.command.RevokeMessage;
import io.wafleet.common.command.SendMessage;
import io.wafleet.common.command.SendResult;
import io.wafleet.common.command.SetTyping;
import io.wafleet.common.command.SnapshotResult;
import io.wafleet.common.command.SyncChats;
import io.wafleet.common.command.SyncMessages;
import io.wafleet.common.command.SyncResult;
import io.wafleet.common.command.TakeSnapshot;
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

    private static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");

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
        String text = text(command);
        if (text.equals("silence")) {
            return null;
        }
        boolean first = commands(command.accountId().value()).size() == 1;
        if (text.startsWith("fail:") || (text.startsWith("fail-once:") && first)) {
            return failed(command, ErrorCode.valueOf(text.substring(text.indexOf(':') + 1)));
        }
        return switch (command.data()) {
            case SendMessage send -> completed(command, sent(command, send.clientMessageId(), send.to()));
            case ForwardMessage forward -> completed(command, sent(command, forward.clientMessageId(), forward.to()));
            case ReactToMessage done -> completed(command, action(done.messageId(), done.chatId()));
            case EditMessage done -> completed(command, action(done.messageId(), done.chatId()));
            case RevokeMessage done -> completed(command, action(done.messageId(), done.chatId()));
            case MarkChatSeen seen -> completed(command, new ChatActionResult(seen.chatId()));
            case SetTyping typing -> completed(command, new ChatActionResult(typing.chatId()));
            case CheckContact check ->
                completed(command, new ContactCheck(check.phone(), true, "15551234567", null, AT));
            case SyncChats all -> completed(command, new SyncResult(3, 2, 1, 0));
            case SyncMessages some -> completed(command, new SyncResult(0, 0, 0, 50));
            case RequestPairingCode code -> completed(command, new PairingCodeResult("ABCD1234", AT));
            case TakeSnapshot shot ->
                completed(command, new SnapshotResult(command.id(), 2, 1, views.keepSnapshot(command)));
            default -> completed(command, new AccountResult(command.accountId(), AccountState.INIT, 1));
        };
    }

    private static String text(Command command) {
        return switch (command.data()) {
            case SendMessage send -> String.valueOf(send.message());
            case EditMessage edit -> String.valueOf(edit.message());
            default -> "";
        };
    }

    private static EventData failed(Command command, ErrorCode code) {
        CommandError error = new CommandError(code, "As asked", 7L, List.of());
        String client = command.data() instanceof SendMessage send ? send.clientMessageId() : null;
        return new CommandFailed(command.id(), command.type().wireName(), client, error, Map.of());
    }

    private static SendResult sent(Command command, String clientMessageId, String to) {
        return new SendResult(command.id(), clientMessageId, "3EB0AA", "sent", to, to, 1_700_000_000L);
    }

    private static MessageActionResult action(String messageId, String chatId) {
        return new MessageActionResult(messageId, chatId, 1_700_000_000L);
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
