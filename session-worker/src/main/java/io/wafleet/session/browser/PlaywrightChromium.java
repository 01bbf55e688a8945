package io.wafleet.session.browser;

import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Playwright's own Chromium, for machines that have no other: its driver is asked where that lies, and ended.
 *
 * <p>Failure policy: no answer in time, or a driver that does not run here, means that there is none.
 */
final class PlaywrightChromium {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private PlaywrightChromium() {}

    static Optional<Path> installed() {
        return CompletableFuture.supplyAsync(
                        PlaywrightChromium::ask,
                        task -> Thread.ofPlatform().name("playwright").daemon().start(task))
                .completeOnTimeout(Optional.empty(), DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private static Optional<Path> ask() {
        Playwright.CreateOptions options =
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
        try (Playwright playwright = Playwright.create(options)) {
            return Optional.of(Path.of(playwright.chromium().executablePath())).filter(Files::isExecutable);
        } catch (PlaywrightException e) {
            return Optional.empty();
        }
    }
}
