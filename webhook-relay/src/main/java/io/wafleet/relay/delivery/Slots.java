package io.wafleet.relay.delivery;

import java.util.HashMap;
import java.util.Map;

/**
 * How many attempts may run at once, to each endpoint and in all. Retries get half of all at most and first attempts
 * seven eighths, so that neither can keep the others out.
 */
final class Slots {

    private final int total;
    private final int each;
    private final Map<Long, Integer> taken = new HashMap<>();
    private int first;
    private int retries;

    Slots(int total, int each) {
        this.total = total;
        this.each = each;
    }

    /**
     * What is free at this moment.
     *
     * @param forFirst for first attempts
     * @param forRetries for retries
     * @param busyKeys endpoints that have fewer free slots than the others
     * @param busyFree how many each of those has
     * @param each how many every other endpoint has
     */
    record Free(int forFirst, int forRetries, Long[] busyKeys, Integer[] busyFree, int each) {}

    synchronized Free free() {
        Long[] keys = taken.keySet().toArray(Long[]::new);
        Integer[] free = new Integer[keys.length];
        for (int i = 0; i < keys.length; i++) {
            free[i] = each - taken.getOrDefault(keys[i], 0);
        }
        int inAll = total - first - retries;
        return new Free(
                Math.min(inAll, total - total / 8 - first),
                Math.min(inAll, Math.max(1, total / 2) - retries),
                keys,
                free,
                each);
    }

    synchronized void take(long endpointKey, boolean retry) {
        taken.merge(endpointKey, 1, Integer::sum);
        count(retry, 1);
    }

    synchronized void give(long endpointKey, boolean retry) {
        taken.computeIfPresent(endpointKey, (key, count) -> count == 1 ? null : count - 1);
        count(retry, -1);
        notifyAll();
    }

    private void count(boolean retry, int change) {
        if (retry) {
            retries += change;
        } else {
            first += change;
        }
    }

    /** Waits until nothing runs, or until the time is over. */
    synchronized boolean awaitIdle(java.time.Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (first + retries > 0) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
