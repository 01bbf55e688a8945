package io.wafleet.relay.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.json.ContractViolation;
import io.wafleet.common.json.ContractViolation.Kind;
import io.wafleet.common.relay.RelayCommand;
import io.wafleet.common.relay.TestWebhook;
import io.wafleet.common.topic.Topics;
import io.wafleet.relay.delivery.Dispatcher;
import io.wafleet.relay.stream.DeadLetters;
import io.wafleet.relay.stream.RecordHandler;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Carries out the relay's commands, one after the other.
 *
 * <p>Failure policy: while Postgres or Kafka is away the command is read again; the journal keeps it from being carried
 * out twice. A record that is no command goes to the dead letters.
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
            RelayCommand command;
            try {
                command = ContractJson.readRelayCommand(record.value());
            } catch (ContractViolation violation) {
                deadLetters.keep(record, violation);
                continue;
            }
            try {
                handle(command, ReplyAddress.of(record));
            } catch (DuplicateKeyException alreadyBegun) {
                throw alreadyBegun;
            } catch (DataIntegrityViolationException unstorable) {
                deadLetters.keep(record, new ContractViolation(Kind.BAD_DATA, "The database cannot hold it"));
            }
        }
    }

    private void handle(RelayCommand command, @Nullable ReplyAddress reply) throws Exception {
        long begin = System.nanoTime();
        boolean first = journaled.carryOutOnce(command, reply);
        Optional<Finished> finished = journaled.tell(command.id(), reply);
        if (first && finished.isEmpty() && command.data() instanceof TestWebhook test) {
            tests.begin(command, test);
        }
        dispatcher.wake();
        String outcome = finished.map(ended -> ended.completed() ? "completed" : "failed")
                .orElse("running");
        meters.counter("wafleet.relay.command", "type", command.type().wireName(), "outcome", outcome)
                .increment();
        log.atInfo()
                .addKeyValue("command", command.id())
                .addKeyValue("type", command.type().wireName())
                .addKeyValue("account", Objects.toString(command.accountId(), Topics.GLOBAL_KEY))
                .addKeyValue("outcome", outcome)
                .addKeyValue("repeated", !first)
                .addKeyValue("ms", (System.nanoTime() - begin) / 1_000_000)
                .log("command." + outcome);
    }
}
