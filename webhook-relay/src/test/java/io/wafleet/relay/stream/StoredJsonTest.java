package io.wafleet.relay.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredJsonTest {

    @Test
    void aNulBecomesTheReplacementCharacterAndOnlyANul() {
        assertThat(StoredJson.of(Map.of("a", "x\0y"))).isEqualTo("{\"a\":\"x\uFFFDy\"}");
        assertThat(StoredJson.of(Map.of("a", "x\\u0000y"))).isEqualTo("{\"a\":\"x\\\\u0000y\"}");
        assertThat(StoredJson.of(Map.of("a", "\\\0\0"))).isEqualTo("{\"a\":\"\\\\\uFFFD\uFFFD\"}");
    }
}
