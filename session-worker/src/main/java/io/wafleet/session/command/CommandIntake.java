package io.wafleet.session.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.wafleet.common.command.Command;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.json.ContractViolation;
import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.topic.Shards;
import io.wafleet.common.topic.Topics;
import io.wafleet.session.account.AccountSettings;
import io.wafleet.session.event.DurableRecords;
import io.wafleet.session.event.RecordRefused;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.stereotype.Component;

/**
 * Reads each record of the command topic and puts it where it belongs; never waits, for all accounts wait behind it.
 *
 * <p>Failure policy: a record that is not of the contract goes to the dead letters; one on a partition that is not its
 * account's goes there first.
 */
@Component
class CommandIntake {

    /** How many commands of an account may wait that run beside the others, its snapshots. */
    private static final int BESIDE_LIMIT = 4;

    private final CarryOut carryOut;
    private final DeadLetters deadLetters;
    private final DurableRecords records;
    private final MeterRegistry meters;
    private final int shards;

    CommandIntake(
            CarryOut carryOut,
            DeadLetters deadLetters,
            DurableRecords records,
            MeterRegistry meters,
            AccountSettings settings) {
        this.carryOut = carryOut;
        this.deadLetters = deadLetters;
        this.records = records;
        this.meters = meters;
        this.shards = settings.shards();
    }

    void take(ConsumerRecord<byte[], byte[]> record, Acknowledgment acknowledgment, Lanes lanes) {
        Lanes.Origin origin = new Lanes.Origin(
                new TopicPartition(record.topic(), record.partition()),
                record.offset(),
                Math.max(0, record.serializedValueSize()), // -1 where there is none
                acknowledgment);
        Command command;
        try {
            command = ContractJson.readCommand(record.value());
        } catch (ContractViolation broken) {
            String detail = String.valueOf(broken.getMessage());
            lanes.beside(origin, wanted -> deadLetters.bury(record, broken.kind(), detail, wanted));
            return;
        }
        int shard = Shards.of(command.accountId(), shards);
        if (shard != record.partition()) {
            // Names with a space, which no account's id has.
            inOrder(lanes, "to " + command.accountId(), origin, wanted -> forward(record, command, shard, wanted));
        } else if (!submit(lanes, command, origin, wanted -> carryOut(record, command, wanted))) {
            CommandError full =
                    new CommandError(ErrorCode.QUEUE_FULL, "Too many commands of this account wait", 5L, List.of());
            lanes.beside(origin, wanted -> carryOut.refuse(command, record.headers(), full, wanted));
        }
    }

    private boolean submit(Lanes lanes, Command command, Lanes.Origin origin, Lanes.Work work) {
        String account = command.accountId().value();
        return carryOut.runsBeside(command)
                ? lanes.submit("beside " + account, BESIDE_LIMIT, origin, work)
                : lanes.submit(account, origin, work);
    }

    private static void inOrder(Lanes lanes, String lane, Lanes.Origin origin, Lanes.Work work) {
        if (!lanes.submit(lane, origin, work)) {
            lanes.beside(origin, work);
        }
    }

    private void carryOut(ConsumerRecord<byte[], byte[]> record, Command command, BooleanSupplier wanted)
            throws InterruptedException {
        try {
            carryOut.run(command, record.headers(), wanted);
        } catch (DataIntegrityViolationException unstorable) {
            deadLetters.bury(
                    record, ContractViolation.Kind.BAD_DATA, "It has characters that cannot be stored", wanted);
        }
    }

    private void forward(ConsumerRecord<byte[], byte[]> record, Command command, int shard, BooleanSupplier wanted)
            throws InterruptedException {
        byte[] key = command.accountId().value().getBytes(StandardCharsets.UTF_8);
        try {
            records.write(new ProducerRecord<>(Topics.COMMANDS, shard, key, record.value(), record.headers()), wanted);
            meters.counter("wafleet.command.forwarded").increment();
        } catch (RecordRefused tooLarge) {
            deadLetters.bury(record, ContractViolation.Kind.BAD_DATA, "It is too large to be forwarded", wanted);
        }
    }
}
