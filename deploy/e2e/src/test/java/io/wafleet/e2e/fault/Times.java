package io.wafleet.e2e.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long something took, each time. */
final class Times {

    private final List<Duration> all = new ArrayList<>();

    void add(Duration took) {
        all.add(took);
    }

    void addSince(long nanos) {
        add(Duration.ofNanos(System.nanoTime() - nanos));
    }

    Duration max() {
        return all.stream().max(Duration::compareTo).orElseThrow();
    }

    /** The median and the longest. */
    @Override
    public String toString() {
        Duration median =
                all.stream().sorted().skip((all.size() - 1) / 2).findFirst().orElseThrow();
        return String.format(Locale.ROOT, "p50 %.1f s, max %.1f s", seconds(median), seconds(max()));
    }

    private static double seconds(Duration took) {
        return took.toMillis() / 1000.0;
    }
}
