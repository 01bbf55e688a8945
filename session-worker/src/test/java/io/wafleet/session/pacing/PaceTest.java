package io.wafleet.session.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.account.Network;
import io.wafleet.common.json.ContractJson;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final PacingSettings SETTINGS = new PacingSettings(
            true, Set.of(Network.WHATSAPP), 20, 100, 1_000, Duration.ofSeconds(2), Duration.ofSeconds(5));

    @Test
    void whatsAppIsPacedAndTheSandboxIsNotUnlessItAsks() {
        assertThat(SETTINGS.of(Network.WHATSAPP)).isEqualTo(new Pace(true, 20, 100, 1_000, 2_000, 5_000));
        assertThat(SETTINGS.of(Network.SANDBOX).enabled()).isFalse();
        assertThat(SETTINGS.of(Network.SANDBOX).with(ContractJson.mapper().readTree("{\"enabled\":true}")))
                .isEqualTo(SETTINGS.of(Network.WHATSAPP));
    }

    @Test
    void anAccountDiffersInWhatItAsksForOnly() {
        Pace own = SETTINGS.of(Network.WHATSAPP).with(ContractJson.mapper().readTree("{\"per_hour\":7}"));
        assertThat(own).isEqualTo(new Pace(true, 20, 7, 1_000, 2_000, 5_000));
    }

    @Test
    void everyPauseIsAnotherOneBetweenTheTwoEnds() {
        Pace pace = SETTINGS.of(Network.WHATSAPP);
        Random random = new Random(1);
        Set<Duration> pauses = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            pauses.add(pace.gap(random));
        }
        assertThat(pauses)
                .hasSizeGreaterThan(500)
                .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(5)));
    }

    @Test
    void anAccountWhoseShortestPauseIsLongerThanTheLongestOfNewSettingsPausesSoLong() {
        Pace pace = new Pace(true, 20, 100, 1_000, 9_000, 5_000);
        assertThat(pace.gap(new Random(1))).isEqualTo(Duration.ofSeconds(9));
    }
}
