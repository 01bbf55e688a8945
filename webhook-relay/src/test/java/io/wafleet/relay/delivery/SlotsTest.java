package io.wafleet.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlotsTest {

    @Test
    void whatAnEndpointHasTakenItAloneLacks() throws InterruptedException {
        Slots slots = new Slots(10, 3);
        slots.take(7);
        slots.take(7);

        Slots.Free free = slots.free();

        assertThat(free.total()).isEqualTo(8);
        assertThat(free.each()).isEqualTo(3);
        assertThat(free.busyKeys()).containsExactly(7L);
        assertThat(free.busyFree()).containsExactly(1);
        assertThat(slots.awaitIdle(Duration.ofMillis(1))).isFalse();

        slots.give(7);
        slots.give(7);
        assertThat(slots.free().busyKeys()).isEmpty();
        assertThat(slots.awaitIdle(Duration.ofMillis(1))).isTrue();
    }
}
