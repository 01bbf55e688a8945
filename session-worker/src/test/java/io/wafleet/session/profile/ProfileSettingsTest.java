package io.wafleet.session.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ProfileSettingsTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String SHORT_KEY =
            Base64.getEncoder().encodeToString("short secret".getBytes(StandardCharsets.US_ASCII));

    private final ApplicationContextRunner start = new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @EnableConfigurationProperties(ProfileSettings.class)
    static class Settings {}

    @Test
    void byDefaultThereIsADirectoryAndNoKey() {
        start.run(started ->
                assertThat(started.getBean(ProfileSettings.class).store()).isEqualTo(ProfileSettings.Kind.DIRECTORY));
    }

    @Test
    void postgresNeedsAKey() {
        start.withPropertyValues("wafleet.session.profiles.store=postgres", "wafleet.session.profiles.key=")
                .run(started -> assertThat(started.getStartupFailure())
                        .hasStackTraceContaining(
                                "needs WAFLEET_PROFILE_KEY, the same for all workers: 32 random bytes"));
        start.withPropertyValues("wafleet.session.profiles.store=postgres", "wafleet.session.profiles.key=" + KEY)
                .run(started -> assertThat(started).hasNotFailed());
    }

    @Test
    void aKeyThatIsNoneIsRefusedAndNotTold() {
        start.withPropertyValues(
                        "wafleet.session.profiles.store=postgres",
                        "wafleet.session.profiles.key=" + SHORT_KEY,
                        "wafleet.session.profiles.old-keys=" + KEY + "," + SHORT_KEY)
                .run(started -> {
                    assertThat(started.getStartupFailure()).hasStackTraceContaining("WAFLEET_PROFILE_OLD_KEYS");
                    for (Throwable each = started.getStartupFailure(); each != null; each = each.getCause()) {
                        assertThat(each.toString()).doesNotContain(SHORT_KEY).doesNotContain(KEY);
                    }
                });
    }
}
