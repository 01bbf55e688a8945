package io.wafleet.relay.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.json.ContractViolation;
import io.wafleet.common.relay.RelayCommand;
import io.wafleet.common.relay.TestWebhook;
import io.wafleet.common.topic.Topics;
import io.wafleet.relay.delivery.Dispatcher;
import io.wafleet.relay.stream.DeadLetters;
import io.wafleet.relay.stream.RecordHandler;
import io.wafleet.relay.stream.Unstorable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Carries out the relay's commands, one after the other.
 *
 * <p>Failure policy: while Postgres or Kafka is away the command is read again; the journal keeps it from being carried
 * out twice. A record that is no command, or that can never be stored, goes to the dead letters.
 */
@Component
class RelayCommands implements RecordHandler {

    private static final Logger log = LoggerFactory.getLogger(RelayCommands.class);

    private final Journaled journaled;
    private final EndpointTests tests;
    private final DeadLetters deadLetters;
    private final Dispatcher dispatcher;
    private final MeterRegistry meters;

    RelayCommands(
            Journaled journaled,
            EndpointTests tests,
            DeadLetters deadLetters,
            Dispatcher dispatcher,
            MeterRegistry meters) {
        this.journaled = journaled;
        this.tests = tests;
        this.deadLetters = deadLetters;
        this.dispatcher = dispatcher;
        this.meters = meters;
    }

    @Override
    public String topic() {
        return Topics.RELAY_COMMANDS;
    }

    @Override
    public String group() {
        return "wafleet-webhook-relay-commands";
    }

    @Override
    public void handle(List<ConsumerRecord<byte[], byte[]>> batch) throws Exception {
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            try {
                handle(record);
            } catch (ContractViolation violation) {
                deadLetters.keep(record, violation);
            }
        }
    }

    private void handle(ConsumerRecord<byte[], byte[]> record) throws Exception {
        long begin = System.nanoTime();
        RelayCommand command = ContractJson.readRelayCommand(record.value());
        ReplyAddress reply = ReplyAddress.of(record);
        boolean first = carryOutOnce(command, reply, Instant.ofEpochMilli(record.timestamp()));
        Optional<Finished> finished = journaled.tell(command.id(), reply);
        if (first && finished.isEmpty() && command.data() instanceof TestWebhook test) {
            tests.begin(command, test);
        }
        dispatcher.wake();
        finished.ifPresent(ended -> ended.countBy(meters));
        String outcome = finished.map(Finished::outcome).orElse("running");
        log.atInfo()
                .addKeyValue("command", command.id())
                .addKeyValue("type", command.type().wireName())
                .addKeyValue("account", Objects.toString(command.accountId(), Topics.GLOBAL_KEY))
                .addKeyValue("outcome", outcome)
                .addKeyValue("repeated", !first)
                .addKeyValue("ms", (System.nanoTime() - begin) / 1_000_000)
                .log("command." + outcome);
    }

    private boolean carryOutOnce(RelayCommand command, @Nullable ReplyAddress reply, Instant made)
            throws ContractViolation {
        try {
            return journaled.carryOutOnce(command, reply, made);
        } catch (RuntimeException failure) {
            if (Unstorable.is(failure)) {
                throw Unstorable.violation(failure);
            }
            throw failure;
        }
    }
}
