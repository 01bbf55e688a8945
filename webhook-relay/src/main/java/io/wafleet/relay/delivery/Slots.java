package io.wafleet.relay.delivery;

import java.util.HashMap;
import java.util.Map;

/** How many attempts may run at once, to each endpoint and in all. */
final class Slots {

    private final int total;
    private final int each;
    private final Map<Long, Integer> taken = new HashMap<>();
    private int inUse;

    Slots(int total, int each) {
        this.total = total;
        this.each = each;
    }

    /**
     * What is free at this moment.
     *
     * @param busyKeys endpoints that have fewer free slots than the others
     * @param busyFree how many each of those has
     * @param each how many every other endpoint has
     */
    record Free(int total, Long[] busyKeys, Integer[] busyFree, int each) {}

    synchronized Free free() {
        Long[] keys = taken.keySet().toArray(Long[]::new);
        Integer[] free = new Integer[keys.length];
        for (int i = 0; i < keys.length; i++) {
            free[i] = each - taken.getOrDefault(keys[i], 0);
        }
        return new Free(total - inUse, keys, free, each);
    }

    synchronized void take(long endpointKey) {
        taken.merge(endpointKey, 1, Integer::sum);
        inUse++;
    }

    synchronized void give(long endpointKey) {
        taken.computeIfPresent(endpointKey, (key, count) -> count == 1 ? null : count - 1);
        inUse--;
        notifyAll();
    }

    /** Waits until nothing runs, or until the time is over. */
    synchronized boolean awaitIdle(java.time.Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (inUse > 0) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
