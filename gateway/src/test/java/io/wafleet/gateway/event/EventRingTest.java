package io.wafleet.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.account.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventRingTest {

    private static LiveEvent event(String id, long atSecond) {
        return new LiveEvent(
                id, "message.received", new AccountId("a"), Instant.ofEpochSecond(atSecond), "x".repeat(30));
    }

    private static Optional<List<String>> idsAfter(EventRing ring, String id) {
        return ring.after(id).map(events -> events.stream().map(LiveEvent::id).toList());
    }

    @Test
    void eachEventIsKeptOnce() {
        EventRing ring = new EventRing(10, 1_000);
        assertThat(ring.add(event("e1", 1))).isTrue();
        assertThat(ring.add(event("e1", 1))).isFalse();
    }

    @Test
    void whatCameBeforeInThisRingButMayHaveComeLaterElsewhereIsThereToo() {
        EventRing ring = new EventRing(10, 1_000);
        // As after a start: one partition after the other.
        ring.add(event("one-old", 100));
        ring.add(event("one-new", 130));
        ring.add(event("two-seen", 120));
        ring.add(event("two-new", 125));
        ring.add(event("three-a-little-before", 116));
        ring.add(event("three-late", 90));

        assertThat(idsAfter(ring, "two-seen"))
                .hasValueSatisfying(ids ->
                        assertThat(ids).containsExactly("one-new", "two-new", "three-a-little-before", "three-late"));
    }

    @Test
    void theOldestIsForgottenWhereverItCameFrom() {
        EventRing ring = new EventRing(3, 1_000);
        ring.add(event("one", 300));
        ring.add(event("two-old", 100));
        ring.add(event("two-older", 50));
        ring.add(event("two-new", 200));

        assertThat(idsAfter(ring, "two-older")).isEmpty();
        assertThat(idsAfter(ring, "two-new"))
                .hasValueSatisfying(ids -> assertThat(ids).containsExactly("one"));
    }

    @Test
    void whoMayHaveMissedWhatIsForgottenIsNotToldThatNothingIsMissing() {
        EventRing ring = new EventRing(2, 1_000);
        ring.add(event("forgotten", 100));
        ring.add(event("seen", 103));
        ring.add(event("later", 200));

        assertThat(idsAfter(ring, "seen")).isEmpty();
        assertThat(idsAfter(ring, "later"))
                .hasValueSatisfying(ids -> assertThat(ids).isEmpty());
    }

    @Test
    void itIsBoundedInSizeToo() {
        EventRing ring = new EventRing(1_000, 100);
        for (int number = 0; number < 20; number++) {
            ring.add(event("e" + number, 10L * number));
        }
        assertThat(idsAfter(ring, "e16")).isEmpty();
        assertThat(idsAfter(ring, "e17"))
                .hasValueSatisfying(ids -> assertThat(ids).containsExactly("e18", "e19"));
    }
}
