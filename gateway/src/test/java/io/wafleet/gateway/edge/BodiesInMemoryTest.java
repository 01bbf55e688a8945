package io.wafleet.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodiesInMemoryTest {

    @Test
    void whatDoesNotFitIsRefusedUntilSomethingIsReleased() {
        BodiesInMemory bodies = new BodiesInMemory(30);
        assertThat(bodies.reserve(20)).isTrue();
        assertThat(bodies.reserve(11)).isFalse();
        assertThat(bodies.reserve(10)).isTrue();
        bodies.release(20);
        assertThat(bodies.reserve(20)).isTrue();
    }
}
