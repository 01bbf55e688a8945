package io.wafleet.session.event;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.event.EventData;
import io.wafleet.common.event.EventIds;
import io.wafleet.session.ownership.Lease;
import io.wafleet.session.ownership.OwnershipLost;
import java.util.concurrent.locks.ReentrantLock;

/** The events of one account during one ownership, numbered and in order. */
public final class AccountEvents {

    private final Events events;
    private final Lease lease;
    /** Fair, because the order of events is the order in which they are told. */
    private final ReentrantLock turn = new ReentrantLock(true);

    private long lastSeq;
    private volatile boolean closed;

    AccountEvents(Events events, Lease lease) {
        this.events = events;
        this.lease = lease;
    }

    public AccountId account() {
        return lease.account();
    }

    /** The ownership under which they are told. */
    public long epoch() {
        return lease.epoch();
    }

    /** Tells what can happen again and again. */
    public byte[] tell(EventData data) throws InterruptedException {
        return tell(EventIds.unique(), data);
    }

    /**
     * Tells an event and returns its bytes when Kafka has it.
     *
     * @throws OwnershipLost if the account leaves this worker before that; the next owner tells it
     */
    public byte[] tell(String eventId, EventData data) throws InterruptedException {
        return tell(eventId, data, false);
    }

    /**
     * Tells an event.
     *
     * @param backfilled whether it happened while nobody was watching
     */
    public byte[] tell(String eventId, EventData data, boolean backfilled) throws InterruptedException {
        turn.lockInterruptibly();
        try {
            requireOpen();
            byte[] told = events.write(events.event(lease, ++lastSeq, eventId, data, backfilled), () -> !closed);
            requireOpen();
            return told;
        } finally {
            turn.unlock();
        }
    }

    void close() {
        closed = true;
    }

    private void requireOpen() {
        if (closed) {
            throw new OwnershipLost(account());
        }
    }
}
