package io.wafleet.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.relay.endpoint.Endpoint.Manner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    private static final double NO_JITTER = 0.5;

    @Test
    void theShortScheduleTriesThreeTimesMoreAfterOneTwoAndFourSeconds() {
        assertThat(waits(new Manner("short", 10_000, null, null)))
                .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void theLongScheduleIsThatOfStandardWebhooks() {
        assertThat(waits(new Manner("long", 10_000, null, null)))
                .containsExactly(
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(30),
                        Duration.ofHours(2),
                        Duration.ofHours(5),
                        Duration.ofHours(10),
                        Duration.ofHours(14),
                        Duration.ofHours(20),
                        Duration.ofHours(24));
    }

    @Test
    void anEndpointSetsNumberAndFirstDelay() {
        assertThat(waits(new Manner("short", 10_000, 2, 300)))
                .containsExactly(Duration.ofMillis(300), Duration.ofMillis(600));
        assertThat(waits(new Manner("short", 10_000, 0, null))).isEmpty();
        assertThat(waits(new Manner("short", 10_000, 20, 3_600_000)).getLast()).isEqualTo(Duration.ofHours(24));
        assertThat(waits(new Manner("long", 10_000, 12, null))).hasSize(12).endsWith(Duration.ofHours(24));
    }

    @Test
    void jitterSpreadsTheWaitByATenth() {
        RetrySchedule schedule = RetrySchedule.of(new Manner("short", 10_000, null, null));

        assertThat(schedule.next(1, null, 0)).contains(Duration.ofMillis(900));
        assertThat(schedule.next(1, null, 1)).contains(Duration.ofMillis(1_100));
    }

    @Test
    void retryAfterIsHonouredWithinReason() {
        RetrySchedule brief = RetrySchedule.of(new Manner("short", 10_000, null, null));
        RetrySchedule slow = RetrySchedule.of(new Manner("short", 10_000, 3, 600_000));

        assertThat(brief.next(1, Duration.ofSeconds(30), 0)).contains(Duration.ofSeconds(30));
        assertThat(brief.next(1, Duration.ZERO, 0)).contains(Duration.ofSeconds(1));
        assertThat(brief.next(1, Duration.ofDays(3650), 0)).contains(Duration.ofSeconds(60));
        assertThat(slow.next(1, Duration.ofDays(3650), 0)).contains(Duration.ofMinutes(20));
        assertThat(brief.next(4, Duration.ofSeconds(1), 0)).isEmpty();
        assertThat(brief.next(1, Duration.ofSeconds(30), 1))
                .as("many that were told the same do not all come back at once")
                .contains(Duration.ofSeconds(33));
    }

    private static List<Duration> waits(Manner manner) {
        RetrySchedule schedule = RetrySchedule.of(manner);
        List<Duration> waits = new ArrayList<>();
        Optional<Duration> wait = schedule.next(1, null, NO_JITTER);
        while (wait.isPresent()) {
            waits.add(wait.get());
            wait = schedule.next(waits.size() + 1, null, NO_JITTER);
        }
        return waits;
    }
}
