package io.wafleet.relay.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class SecretSettingsTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String SHORT_KEY =
            Base64.getEncoder().encodeToString("short secret".getBytes(StandardCharsets.US_ASCII));

    private final ApplicationContextRunner start = new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @EnableConfigurationProperties(SecretSettings.class)
    static class Settings {}

    @Test
    void aRelayNeedsAKey() {
        start.withPropertyValues("wafleet.relay.secrets.key=" + KEY)
                .run(started -> assertThat(started).hasNotFailed());
        start.withPropertyValues("wafleet.relay.secrets.key=")
                .run(started -> assertThat(started.getStartupFailure())
                        .hasStackTraceContaining("the relay needs WAFLEET_WEBHOOK_KEY"));
    }

    @Test
    void aKeyThatIsNoneIsRefusedAndNotTold() {
        start.withPropertyValues(
                        "wafleet.relay.secrets.key=" + SHORT_KEY,
                        "wafleet.relay.secrets.old-keys=" + KEY + "," + SHORT_KEY)
                .run(started -> {
                    assertThat(started.getStartupFailure())
                            .hasStackTraceContaining("the relay needs WAFLEET_WEBHOOK_KEY")
                            .hasStackTraceContaining("WAFLEET_WEBHOOK_OLD_KEYS");
                    for (Throwable each = started.getStartupFailure(); each != null; each = each.getCause()) {
                        assertThat(each.toString()).doesNotContain(SHORT_KEY).doesNotContain(KEY);
                    }
                });
    }
}
