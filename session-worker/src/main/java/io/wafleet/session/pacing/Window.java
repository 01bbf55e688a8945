package io.wafleet.session.pacing;

import java.time.Duration;
import java.util.Locale;

/** A stretch of time, up to now, within which sends are counted. */
enum Window {
    MINUTE(Duration.ofMinutes(1)),
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1));

    private final Duration length;

    Window(Duration length) {
        this.length = length;
    }

    Duration length() {
        return length;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
