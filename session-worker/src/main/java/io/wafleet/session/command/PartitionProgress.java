package io.wafleet.session.command;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.kafka.support.Acknowledgment;

/**
 * How far one partition is done. Records finish in any order; acknowledged is the last of the unbroken row of finished
 * ones at the front, and through it all before.
 */
final class PartitionProgress {

    private static final class Slot {
        private final Acknowledgment acknowledgment;
        private boolean done;

        Slot(Acknowledgment acknowledgment) {
            this.acknowledgment = acknowledgment;
        }
    }

    private final TreeMap<Long, Slot> slots = new TreeMap<>();
    private boolean dropped;

    synchronized void begin(long offset, Acknowledgment acknowledgment) {
        slots.put(offset, new Slot(acknowledgment));
    }

    synchronized void done(long offset) {
        Slot slot = slots.get(offset);
        if (dropped || slot == null) {
            return;
        }
        slot.done = true;
        // Of finished neighbours the last acknowledges all; the others let go of their records.
        Map.Entry<Long, Slot> above = slots.higherEntry(offset);
        if (above != null && above.getValue().done) {
            slots.remove(offset);
        }
        Map.Entry<Long, Slot> below = slots.lowerEntry(offset);
        if (below != null && below.getValue().done) {
            slots.remove(below.getKey());
        }
        Acknowledgment last = null;
        while (!slots.isEmpty() && slots.firstEntry().getValue().done) {
            last = slots.pollFirstEntry().getValue().acknowledgment;
        }
        if (last != null) {
            last.acknowledge();
        }
    }

    /** The partition has gone: nothing of it may be acknowledged any more. */
    synchronized void drop() {
        dropped = true;
        slots.clear();
    }

    synchronized boolean isDropped() {
        return dropped;
    }
}
