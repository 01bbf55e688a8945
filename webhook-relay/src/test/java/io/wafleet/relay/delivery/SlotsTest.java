package io.wafleet.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlotsTest {

    @Test
    void whatAnEndpointHasTakenItAloneLacks() throws InterruptedException {
        Slots slots = new Slots(10, 3);
        slots.take(7, false);
        slots.take(7, true);

        Slots.Free free = slots.free();

        assertThat(free.forFirst()).isEqualTo(8);
        assertThat(free.forRetries()).isEqualTo(4);
        assertThat(free.each()).isEqualTo(3);
        assertThat(free.busyKeys()).containsExactly(7L);
        assertThat(free.busyFree()).containsExactly(1);
        assertThat(slots.awaitIdle(Duration.ofMillis(1))).isFalse();

        slots.give(7, false);
        slots.give(7, true);
        assertThat(slots.free().busyKeys()).isEmpty();
        assertThat(slots.awaitIdle(Duration.ofMillis(1))).isTrue();
    }

    @Test
    void neitherRetriesNorFirstAttemptsTakeAll() {
        Slots retrying = new Slots(16, 16);
        Slots beginning = new Slots(16, 16);
        for (int i = 0; i < 8; i++) {
            retrying.take(i, true);
        }
        for (int i = 0; i < 14; i++) {
            beginning.take(i, false);
        }

        assertThat(retrying.free().forRetries()).isZero();
        assertThat(retrying.free().forFirst()).isEqualTo(8);
        assertThat(beginning.free().forFirst()).isZero();
        assertThat(beginning.free().forRetries()).isEqualTo(2);
        assertThat(new Slots(1, 1).free().forRetries()).isEqualTo(1);
    }
}
