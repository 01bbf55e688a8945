package io.wafleet.session.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.account.Network;
import io.wafleet.common.account.StatusReason.Code;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    private static final LifecycleSettings SETTINGS = new LifecycleSettings(
            Map.of(Network.SANDBOX, URI.create("http://127.0.0.1")),
            2,
            List.of(Duration.ZERO, Duration.ofMinutes(5), Duration.ofMinutes(15)),
            Duration.ofMinutes(3),
            Duration.ofSeconds(15),
            new LifecycleSettings.Qr(Duration.ofSeconds(60), Duration.ofSeconds(20), 2, Duration.ofMinutes(3)),
            new LifecycleSettings.Health(
                    Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofSeconds(60), 3, Duration.ofMinutes(10)));

    private Instant now = Instant.parse("2026-11-20T10:00:00Z");
    private final Clock movable = new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };
    private final Recovery recovery = new Recovery(SETTINGS, movable);

    @Test
    void anUnreachableSiteIsTriedAtOnceThenLaterAndLaterForEver() {
        assertThat(recovery.after(Code.SITE_UNREACHABLE)).contains(Duration.ZERO);
        assertThat(recovery.after(Code.SITE_UNREACHABLE)).contains(Duration.ofMinutes(5));
        for (int i = 0; i < 50; i++) {
            assertThat(recovery.after(Code.SITE_UNREACHABLE)).contains(Duration.ofMinutes(15));
        }
    }

    @Test
    void aPageThatDiesEachTimeItIsReadyIsGivenUp() {
        for (int i = 0; i < 3; i++) {
            assertThat(recovery.after(Code.PAGE_CRASHED)).isPresent();
            recovery.succeeded();
        }
        assertThat(recovery.after(Code.PAGE_CRASHED)).isEmpty();
    }

    @Test
    void faultsLongAgoAreForgiven() {
        for (int i = 0; i < 10; i++) {
            assertThat(recovery.after(Code.PAGE_SILENT)).isPresent();
            recovery.succeeded();
            now = now.plus(Duration.ofMinutes(4));
        }
    }

    @Test
    void aLoginThatAnotherPlaceTakesAgainAndAgainIsLeftToIt() {
        assertThat(recovery.after(Code.CONFLICT)).contains(Duration.ofMinutes(5));
        recovery.succeeded();
        now = now.plus(Duration.ofHours(1));
        assertThat(recovery.after(Code.CONFLICT)).contains(Duration.ofMinutes(15));
        recovery.succeeded();
        assertThat(recovery.after(Code.CONFLICT)).contains(Duration.ofMinutes(15));
        recovery.succeeded();
        assertThat(recovery.after(Code.CONFLICT)).isEmpty();
    }

    @Test
    void aConflictNowAndThenIsForgotten() {
        for (int i = 0; i < 10; i++) {
            assertThat(recovery.after(Code.CONFLICT)).contains(Duration.ofMinutes(5));
            recovery.succeeded();
            now = now.plus(Duration.ofDays(2));
        }
    }

    @Test
    void aLostBrowserUsesUpNoAccountsBudget() {
        for (int i = 0; i < 20; i++) {
            assertThat(recovery.after(Code.BROWSER_LOST)).isPresent();
        }
    }

    @Test
    void qrCodesAreGoodForAMinuteThenForLessAndRoundsEnd() {
        QrRound round = new QrRound(SETTINGS.qr(), movable);

        assertThat(round.shown()).isEqualTo(now.plusSeconds(60));
        assertThat(round.shown()).isEqualTo(now.plusSeconds(20));
        assertThat(round.mayRefresh()).isTrue();
        assertThat(round.shown()).isEqualTo(now.plusSeconds(60));
        assertThat(round.mayRefresh()).isTrue();
        assertThat(round.mayRefresh()).isFalse();
    }
}
