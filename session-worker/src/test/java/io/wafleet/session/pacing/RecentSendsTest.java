package io.wafleet.session.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecentSendsTest {

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Test
    void whatIsLeftOfThePauseCountsFromTheLastSend() {
        RecentSends recent = new RecentSends(seconds(2), Map.of());
        assertThat(recent.left(seconds(5))).isEqualTo(seconds(3));
        assertThat(recent.left(seconds(1))).isZero();
        assertThat(new RecentSends(null, Map.of()).left(seconds(5))).isZero();
    }

    @Test
    void aClockThatWasSetBackMakesNoPauseLonger() {
        assertThat(new RecentSends(seconds(-3_600), Map.of()).left(seconds(5))).isEqualTo(seconds(5));
    }

    @Test
    void aWindowThatHasRoomWhenThePauseIsOverIsNotFull() {
        RecentSends recent = new RecentSends(seconds(0), Map.of(Window.MINUTE, seconds(3)));
        assertThat(recent.fullAfter(seconds(4))).isEmpty();
        assertThat(recent.fullAfter(seconds(2))).contains(Map.entry(Window.MINUTE, seconds(3)));
    }

    @Test
    void ofTwoFullWindowsTheOneThatStaysFullTheLongestIsTold() {
        RecentSends recent =
                new RecentSends(seconds(0), Map.of(Window.MINUTE, seconds(50), Window.HOUR, seconds(2_000)));
        assertThat(recent.fullAfter(seconds(4))).contains(Map.entry(Window.HOUR, seconds(2_000)));
    }
}
