package io.wafleet.session.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Chromium's command line.
 *
 * <p>Not {@code --headless}, which refuses further profiles, but the headless window platform: no X server, a normal
 * user agent, many profiles. The debugging port is a given one: with port 0 pages see {@code navigator.webdriver}.
 */
final class ChromiumFlags {

    /** The profile of the window that keeps Chromium running when no account has one. */
    static final String ANCHOR_PROFILE = "anchor";

    private static final long SMALL_SHARED_MEMORY = 512L << 20;

    private static final List<String> FEATURES_OFF = List.of(
            "WebUIOmniboxPopup",
            "WebUIOmniboxAimPopup",
            "WebUIOmniboxFullPopup",
            "SpareRendererForSitePerProcess",
            "Translate",
            "OptimizationHints",
            "MediaRouter",
            "LensOverlay");

    private static final List<String> ALWAYS = List.of(
            "--ozone-platform=headless",
            "--disable-gpu",
            "--password-store=basic",
            "--use-mock-keychain", // macOS would ask a person
            "--disable-background-timer-throttling",
            "--disable-backgrounding-occluded-windows",
            "--disable-renderer-backgrounding",
            "--disable-hang-monitor",
            "--hide-crash-restore-bubble",
            "--disable-breakpad",
            "--disable-crash-reporter",
            "--disable-extensions",
            "--disable-component-extensions-with-background-pages",
            "--disable-default-apps",
            "--disable-search-engine-choice-screen",
            "--disable-quic",
            "--no-first-run",
            "--no-default-browser-check",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--mute-audio",
            "--disable-features=" + String.join(",", FEATURES_OFF));

    private ChromiumFlags() {}

    static List<String> commandLine(Path executable, Path userDataDir, int port, BrowserSettings settings) {
        BrowserSettings.Window window = settings.window();
        List<String> line = new ArrayList<>(List.of(executable.toString()));
        line.addAll(ALWAYS);
        line.add("--ozone-override-screen-size=" + window.width() + "," + window.height());
        line.add("--window-size=" + window.width() + "," + window.height());
        line.add(userDataDirFlag(userDataDir));
        line.add("--remote-debugging-address=127.0.0.1");
        line.add("--remote-debugging-port=" + port);
        if (isRoot()) {
            line.add("--no-sandbox"); // Chromium refuses to start for root otherwise
        }
        if (sharedMemoryIsSmall()) {
            line.add("--disable-dev-shm-usage");
        }
        line.addAll(settings.flags());
        line.add("--profile-directory=" + ANCHOR_PROFILE);
        line.add("data:text/html,anchor");
        return line;
    }

    /** Exactly as it stands on the command line; an orphan is known by it. */
    static String userDataDirFlag(Path userDataDir) {
        return "--user-data-dir=" + userDataDir;
    }

    static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException e) {
            return "root".equals(System.getProperty("user.name"));
        }
    }

    private static boolean sharedMemoryIsSmall() {
        try {
            Path sharedMemory = Path.of("/dev/shm");
            return Files.isDirectory(sharedMemory)
                    && Files.getFileStore(sharedMemory).getUsableSpace() < SMALL_SHARED_MEMORY;
        } catch (IOException e) {
            return true;
        }
    }
}
