package io.wafleet.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wafleet.gateway.problem.ApiException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermsTest {

    @ParameterizedTest
    @CsvSource({"0,PT0S", "15,PT15S", "15s,PT15S", "PT15S,PT15S", "60,PT1M", "PT1M,PT1M"})
    void aWaitIsSecondsOrIso(String wait, Duration expected) {
        assertThat(Terms.wait(wait, List.of())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "61", "PT61S", "PT-1S", "soon", "15 s", "999999999999"})
    void anyOtherWaitIsRefused(String wait) {
        assertThatThrownBy(() -> Terms.wait(wait, List.of())).isInstanceOf(ApiException.class);
    }

    @Test
    void preferRespondAsyncDoesNotWaitUnlessAWaitIsSaid() {
        assertThat(Terms.wait(null, List.of("return=minimal, respond-async"))).isZero();
        assertThat(Terms.wait("5", List.of("respond-async"))).hasSeconds(5);
        assertThat(Terms.wait(null, List.of())).isEqualTo(Terms.DEFAULT_WAIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\n", "é"})
    void anIdempotencyKeyIsVisibleAscii(String key) {
        assertThatThrownBy(() -> new Terms("r", "k", key, Duration.ZERO)).isInstanceOf(ApiException.class);
    }
}
