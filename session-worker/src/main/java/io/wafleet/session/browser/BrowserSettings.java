package io.wafleet.session.browser;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the worker's Chromium runs.
 *
 * @param executable Chromium's binary; without it the environment's WAFLEET_CHROMIUM, then what is installed
 * @param profiles the accounts' logins, a directory for each; workers that share it can take each other's accounts over
 * @param data Chromium's own directory; belongs to one worker at a time
 * @param window size of each page, in pixels
 * @param heartbeatTimeout Chromium is killed when this worker has not been heard for so long; shorter than a lease
 * @param callDeadline bound for what has no deadline of its own: start, open, close
 * @param loadDeadline how long WhatsApp Web may take to show itself before it counts as unreachable
 * @param flags further command line flags for Chromium
 */
@Validated
@ConfigurationProperties("wafleet.session.browser")
public record BrowserSettings(
        @Nullable Path executable,
        @DefaultValue(".wafleet/profiles") Path profiles,
        @DefaultValue(".wafleet/browser") Path data,
        @DefaultValue @Valid Window window,
        @DefaultValue("5s") Duration heartbeatTimeout,
        @DefaultValue("30s") Duration callDeadline,
        @DefaultValue("90s") Duration loadDeadline,
        @DefaultValue List<String> flags) {

    /** Width and height in pixels. */
    public record Window(
            @DefaultValue("1280") @Min(200) @Max(4096) int width,
            @DefaultValue("800") @Min(200) @Max(4096) int height) {}

    /** The defaults, with the profiles and Chromium's own directory side by side in the given one. */
    public static BrowserSettings in(Path home) {
        return new BrowserSettings(
                null,
                home.resolve("profiles"),
                home.resolve("browser"),
                new Window(1280, 800),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(90),
                List.of());
    }
}
