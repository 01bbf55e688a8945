package io.wafleet.session.browser;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what nobody announces: files that are let go, processes that end. */
final class Waiting {

    private static final Duration STEP = Duration.ofMillis(20);

    private Waiting() {}

    /** Whether the condition came true within the deadline. */
    static boolean until(BooleanSupplier condition, Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            try {
                Thread.sleep(STEP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
