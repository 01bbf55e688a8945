package io.wafleet.session.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PacingSettingsTest {

    private final Validator validator =
            Validation.buildDefaultValidatorFactory().getValidator();

    private boolean isTaken(int perMinute, int gapMin, int gapMax) {
        PacingSettings settings = new PacingSettings(
                true, Set.of(), perMinute, 100, 1_000, Duration.ofSeconds(gapMin), Duration.ofSeconds(gapMax));
        return validator.validate(settings).isEmpty();
    }

    @Test
    void settingsThatMakeNoSenseAreNotTaken() {
        assertThat(isTaken(20, 2, 5)).isTrue();
        assertThat(isTaken(20, 0, 0)).isTrue();
        assertThat(isTaken(0, 2, 5)).isFalse();
        assertThat(isTaken(20, 5, 2)).isFalse();
        assertThat(isTaken(20, -1, 2)).isFalse();
        assertThat(isTaken(20, 2, 61)).isFalse();
    }
}
