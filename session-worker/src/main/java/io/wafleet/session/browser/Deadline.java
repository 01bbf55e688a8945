package io.wafleet.session.browser;

import io.wafleet.session.browser.PageException.Kind;
import java.time.Duration;

/** One bound over several steps. */
record Deadline(long atNanos) {

    static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** What is left of it. */
    Duration left() throws PageException {
        long left = atNanos - System.nanoTime();
        if (left <= 0) {
            throw new PageException(Kind.TIMEOUT, "out of time");
        }
        return Duration.ofNanos(left);
    }
}
