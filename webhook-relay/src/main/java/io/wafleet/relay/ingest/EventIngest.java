package io.wafleet.relay.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.wafleet.common.event.CommandCompleted;
import io.wafleet.common.event.CommandFailed;
import io.wafleet.common.event.Event;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.json.ContractViolation;
import io.wafleet.common.json.ContractViolation.Kind;
import io.wafleet.common.topic.Topics;
import io.wafleet.relay.delivery.Dispatcher;
import io.wafleet.relay.ingest.EventBook.Written;
import io.wafleet.relay.stream.DeadLetters;
import io.wafleet.relay.stream.RecordHandler;
import io.wafleet.relay.stream.Unstorable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the events of all accounts into the book.
 *
 * <p>Failure policy: while Postgres is away the batch is read again and nothing is committed. A record that is not of the
 * contract's form, or that can never be stored, goes to the dead letters, and the rest of the batch moves on.
 */
@Component
class EventIngest implements RecordHandler {

    private static final Logger log = LoggerFactory.getLogger(EventIngest.class);

    /** The id of an event becomes a header of its deliveries. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");

    private final EventBook book;
    private final TransactionTemplate transaction;
    private final DeadLetters deadLetters;
    private final Dispatcher dispatcher;
    private final MeterRegistry meters;

    EventIngest(
            EventBook book,
            TransactionTemplate transaction,
            DeadLetters deadLetters,
            Dispatcher dispatcher,
            MeterRegistry meters) {
        this.book = book;
        this.transaction = transaction;
        this.deadLetters = deadLetters;
        this.dispatcher = dispatcher;
        this.meters = meters;
    }

    @Override
    public String topic() {
        return Topics.EVENTS;
    }

    @Override
    public String group() {
        return "wafleet-webhook-relay";
    }

    /** One works while the other waits for the database. */
    @Override
    public int loops() {
        return 2;
    }

    @Override
    public void handle(List<ConsumerRecord<byte[], byte[]>> batch) throws Exception {
        long begin = System.nanoTime();
        List<ReceivedEvent> events = new ArrayList<>();
        Map<ConsumerRecord<byte[], byte[]>, ContractViolation> unreadable = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            try {
                Event event = read(record);
                if (isAboutAnAccount(event)) {
                    events.add(new ReceivedEvent(event, record));
                }
            } catch (ContractViolation violation) {
                unreadable.put(record, violation);
            }
        }
        Written written = write(events, unreadable);
        if (written.deliveries() > 0) {
            dispatcher.wake();
        }
        for (var entry : unreadable.entrySet()) {
            deadLetters.keep(entry.getKey(), entry.getValue());
        }
        meters.counter("wafleet.message.logged").increment(written.messages());
        log.atInfo()
                .addKeyValue("records", batch.size())
                .addKeyValue("events", written.events())
                .addKeyValue("messages", written.messages())
                .addKeyValue("deliveries", written.deliveries())
                .addKeyValue("unreadable", unreadable.size())
                .addKeyValue("ms", (System.nanoTime() - begin) / 1_000_000)
                .log("events.taken_in");
    }

    private static Event read(ConsumerRecord<byte[], byte[]> record) throws ContractViolation {
        Event event = ContractJson.readEvent(record.value());
        if (!ID.matcher(event.id()).matches()) {
            throw new ContractViolation(Kind.BAD_ENVELOPE, "id has characters that an event's id cannot have");
        }
        return event;
    }

    private static boolean isAboutAnAccount(Event event) {
        return event.accountId() != null
                && !(event.data() instanceof CommandCompleted)
                && !(event.data() instanceof CommandFailed);
    }

    private Written write(
            List<ReceivedEvent> events, Map<ConsumerRecord<byte[], byte[]>, ContractViolation> unreadable) {
        if (events.isEmpty()) {
            return new Written(0, 0, 0);
        }
        try {
            return inTransaction(events);
        } catch (RuntimeException failure) {
            if (!Unstorable.is(failure)) {
                throw failure;
            }
            return oneByOne(events, unreadable);
        }
    }

    /** Finds out which of them can never be stored. */
    private Written oneByOne(
            List<ReceivedEvent> events, Map<ConsumerRecord<byte[], byte[]>, ContractViolation> unreadable) {
        int count = 0;
        long messages = 0;
        int deliveries = 0;
        for (ReceivedEvent event : events) {
            try {
                Written written = inTransaction(List.of(event));
                count += written.events();
                messages += written.messages();
                deliveries += written.deliveries();
            } catch (RuntimeException failure) {
                if (!Unstorable.is(failure)) {
                    throw failure;
                }
                unreadable.put(event.record(), Unstorable.violation(failure));
            }
        }
        return new Written(count, messages, deliveries);
    }

    private Written inTransaction(List<ReceivedEvent> events) {
        return Objects.requireNonNull(transaction.execute(status -> book.write(events)));
    }
}
