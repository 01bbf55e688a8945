package io.wafleet.relay.failing;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.relay.failing.Tried.Result;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FailingTest {

    private static final FailingSettings SETTINGS = new FailingSettings(
            3, Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofHours(75), Duration.ofDays(5));
    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    private Failing failing = Failing.from(START);
    private Instant now = START;

    @Test
    void failuresInARowOpenTheBreaker() {
        told(Result.FAILED, Result.FAILED);
        assertThat(failing.open()).isFalse();

        told(Result.FAILED);
        assertThat(failing.open()).isTrue();
        assertThat(failing.nextProbe()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void anAnswerInBetweenBeginsTheRowAnew() {
        told(Result.FAILED, Result.FAILED, Result.REFUSED, Result.FAILED, Result.FAILED);

        assertThat(failing.open()).isFalse();
    }

    @Test
    void probesComeAtGrowingIntervalsUpToTheLongest() {
        told(Result.FAILED, Result.FAILED, Result.FAILED);

        assertThat(probe(Duration.ZERO)).isEqualTo(Duration.ofSeconds(2));
        assertThat(probe(Duration.ZERO)).isEqualTo(Duration.ofSeconds(4));
        for (int i = 0; i < 100; i++) {
            failing = after(new Tried(1, "http://x/", Result.FAILED, true, Duration.ZERO));
        }
        assertThat(failing.nextProbe()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void anEndpointThatAsksForTimeGetsItUpToTheLongest() {
        told(Result.FAILED, Result.FAILED, Result.FAILED);

        assertThat(probe(Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(30));
        assertThat(probe(Duration.ofDays(3650))).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void whatWasUnderWayWhenItOpenedMovesNoProbe() {
        told(Result.FAILED, Result.FAILED, Result.FAILED);
        Failing opened = failing;

        told(Result.FAILED);

        assertThat(failing.nextProbe()).isEqualTo(opened.nextProbe());
        assertThat(failing.failedProbes()).isZero();
    }

    @Test
    void anAnswerClosesItAndOnlyASuccessEndsTheFailing() {
        told(Result.FAILED, Result.FAILED, Result.FAILED);
        now = START.plusSeconds(60);

        told(Result.REFUSED);
        assertThat(failing.open()).isFalse();
        assertThat(failing.since()).isEqualTo(START);
        assertThat(failing.lastAt()).isEqualTo(now);

        assertThat(after(new Tried(1, "http://x/", Result.ACCEPTED, false, Duration.ZERO)))
                .isNull();
    }

    @Test
    void failuresThatAreFarApartAreNoTimeOfFailing() {
        told(Result.FAILED);
        now = START.plus(Duration.ofHours(23));
        told(Result.REFUSED);
        assertThat(failing.since()).isEqualTo(START);

        now = now.plus(Duration.ofHours(25));
        told(Result.FAILED);
        assertThat(failing.since()).isEqualTo(now);
    }

    private void told(Result... results) {
        for (Result result : results) {
            failing = after(new Tried(1, "http://x/", result, false, Duration.ZERO));
        }
    }

    private Duration probe(Duration asked) {
        failing = after(new Tried(1, "http://x/", Result.FAILED, true, asked));
        return failing.nextProbe();
    }

    private Failing after(Tried tried) {
        return failing.after(tried, now, SETTINGS);
    }
}
