package io.wafleet.session.history;

import io.wafleet.common.event.EventData;
import io.wafleet.common.json.ContractJson;
import io.wafleet.session.event.AccountEvents;
import io.wafleet.session.event.RecordRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects things of one kind and tells them together, as soon as they are as much as a record should be.
 *
 * <p>Failure policy: returns when Kafka has what was told; a single thing that Kafka refuses for its size is left out.
 */
final class Batch<T> {

    private static final Logger log = LoggerFactory.getLogger(Batch.class);
    /** With room for the envelope, below the 500 KB that the contract names. */
    private static final int MAX_BYTES = 450_000;

    private final AccountEvents events;
    private final Function<List<T>, EventData> event;
    private final List<T> waiting = new ArrayList<>();
    private int bytes;
    private int told;

    Batch(AccountEvents events, Function<List<T>, EventData> event) {
        this.events = events;
        this.event = event;
    }

    void add(T thing) throws InterruptedException {
        int size = ContractJson.mapper().writeValueAsBytes(thing).length + 1;
        if (bytes + size > MAX_BYTES) {
            flush();
        }
        waiting.add(thing);
        bytes += size;
    }

    void addAll(List<T> things) throws InterruptedException {
        for (T thing : things) {
            add(thing);
        }
    }

    /** Tells what waits; nothing if nothing does. */
    void flush() throws InterruptedException {
        if (waiting.isEmpty()) {
            return;
        }
        try {
            events.tell(event.apply(List.copyOf(waiting)));
            told += waiting.size();
        } catch (RecordRefused tooLarge) {
            log.atError()
                    .addKeyValue("account_id", events.account())
                    .addKeyValue("things", waiting.size())
                    .addKeyValue("bytes", bytes)
                    .log("history.refused");
        }
        waiting.clear();
        bytes = 0;
    }

    /** How many things were told. */
    int told() {
        return told;
    }
}
