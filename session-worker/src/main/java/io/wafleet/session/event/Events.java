package io.wafleet.session.event;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.event.Event;
import io.wafleet.common.event.EventData;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.topic.Topics;
import io.wafleet.session.ownership.Incarnation;
import io.wafleet.session.ownership.Lease;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.stereotype.Component;

/** All events of this worker go out here, through the stream of their account where this worker owns it. */
@Component
public class Events {

    private final DurableRecords records;
    private final String source;
    private final Clock clock;
    private final Map<AccountId, AccountEvents> streams = new ConcurrentHashMap<>();

    Events(DurableRecords records, Incarnation self, Clock clock) {
        this.records = records;
        this.source = self.name();
        this.clock = clock;
    }

    /** Opens the account's stream for the time of this lease. */
    public AccountEvents open(Lease lease) {
        AccountEvents stream = new AccountEvents(this, lease);
        streams.put(lease.account(), stream);
        return stream;
    }

    /** Ends the stream and whoever waits on it. */
    public void close(AccountEvents stream) {
        stream.close();
        streams.remove(stream.account(), stream);
    }

    /**
     * Tells an event, through the account's stream if this worker owns it; else with epoch 0.
     *
     * @return the record's bytes
     */
    public byte[] tell(AccountId account, String eventId, EventData data, BooleanSupplier wanted)
            throws InterruptedException {
        AccountEvents stream = streams.get(account);
        return stream == null
                ? write(new Event(eventId, account, clock.instant(), source, 0, 0, false, data), wanted)
                : stream.tell(eventId, data);
    }

    Event event(Lease lease, long seq, String eventId, EventData data, boolean backfilled) {
        return new Event(eventId, lease.account(), clock.instant(), source, lease.epoch(), seq, backfilled, data);
    }

    byte[] write(Event event, BooleanSupplier wanted) throws InterruptedException {
        byte[] value = ContractJson.write(event);
        AccountId account = event.accountId();
        byte[] key = (account == null ? Topics.GLOBAL_KEY : account.value()).getBytes(StandardCharsets.UTF_8);
        records.write(new ProducerRecord<>(Topics.EVENTS, key, value), wanted);
        return value;
    }
}
