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

    void addAll(Times others) {
        all.addAll(others.all);
    }

    Duration max() {
        return all.stream().max(Duration::compareTo).orElseThrow();
    }

    int count() {
        return all.size();
    }

    /** What so many of a hundred did not exceed. */
    Duration percentile(int percent) {
        int rank = Math.ceilDiv(all.size() * percent, 100);
        return all.stream().sorted().skip(rank - 1L).findFirst().orElseThrow();
    }

    /** The median and what one of a hundred exceeds. */
    String p50AndP99() {
        return String.format(
                Locale.ROOT,
                "p50 %d ms, p99 %d ms",
                percentile(50).toMillis(),
                percentile(99).toMillis());
    }

    /** The median and the longest. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "p50 %.1f s, max %.1f s", seconds(percentile(50)), seconds(max()));
    }

    private static double seconds(Duration took) {
        return took.toMillis() / 1000.0;
    }
}
