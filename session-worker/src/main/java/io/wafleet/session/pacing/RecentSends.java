package io.wafleet.session.pacing;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an account has sent of late.
 *
 * @param sinceLast how long ago the last one was; null if there was none within a day
 * @param full the windows that hold as many as they may, and in how long the one falls out that makes room
 */
record RecentSends(@Nullable Duration sinceLast, Map<Window, Duration> full) {

    /** How much of the pause after the last send is left. */
    Duration left(Duration gap) {
        if (sinceLast == null || sinceLast.compareTo(gap) >= 0) {
            return Duration.ZERO;
        }
        return sinceLast.isNegative() ? gap : gap.minus(sinceLast); // the clock may have been set back
    }

    /** The window that stays full the longest, of those that are still full after this. */
    Optional<Map.Entry<Window, Duration>> fullAfter(Duration pause) {
        return full.entrySet().stream()
                .filter(window -> window.getValue().compareTo(pause) > 0)
                .max(Map.Entry.comparingByValue());
    }
}
