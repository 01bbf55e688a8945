package io.wafleet.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static Settings settings(Map<String, String> environment) {
        return new Settings(environment, Path.of("/project"));
    }

    @Test
    void theHomeIsInTheProjectUnlessItIsSaid() {
        assertThat(settings(Map.of()).home()).isEqualTo(Path.of("/project/.wafleet"));
        assertThat(settings(Map.of("WAFLEET_HOME", "/var/lib/wafleet")).home()).isEqualTo(Path.of("/var/lib/wafleet"));
    }

    @Test
    void anEmptyVariableIsAsGoodAsNone() {
        var settings = settings(Map.of("WAFLEET_KAFKA", " ", "WAFLEET_PORT", ""));
        assertThat(settings.kafka()).isEqualTo("127.0.0.1:9092");
        assertThat(settings.gatewayUrl()).isEqualTo("http://127.0.0.1:8080");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "http", "-1", "123456"})
    void aPortThatIsNoneIsRefusedByName(String value) {
        assertThatExceptionOfType(Options.Misunderstood.class)
                .isThrownBy(() -> settings(Map.of("WAFLEET_PORT", value)).port(Settings.Port.WAFLEET_PORT))
                .withMessageContaining("WAFLEET_PORT=" + value);
    }
}
