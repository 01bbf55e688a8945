package io.wafleet.session.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the Chromium to run: as set, else as installed, else Playwright's own. */
final class ChromiumExecutable {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private static final List<Path> MAC_APPLICATIONS = List.of(
            Path.of("/Applications/Chromium.app/Contents/MacOS/Chromium"),
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"));

    private final Map<String, String> environment;
    private final Supplier<Optional<Path>> playwrights;

    ChromiumExecutable(Map<String, String> environment, Supplier<Optional<Path>> playwrights) {
        this.environment = environment;
        this.playwrights = playwrights;
    }

    /**
     * The executable to run.
     *
     * @throws IllegalStateException with how to get one
     */
    Path find(@Nullable Path fromSettings) {
        String fromEnvironment = environment.getOrDefault("WAFLEET_CHROMIUM", "");
        if (fromSettings != null) {
            return required(fromSettings, "wafleet.session.browser.executable");
        }
        if (!fromEnvironment.isBlank()) {
            return required(Path.of(fromEnvironment), "WAFLEET_CHROMIUM");
        }
        return Stream.concat(onPath(), MAC_APPLICATIONS.stream())
                .filter(Files::isExecutable)
                .findFirst()
                .or(playwrights)
                .orElseThrow(() -> new IllegalStateException(
                        "No Chromium found. Install one (Debian and Ubuntu: apt-get install chromium; macOS: brew install"
                                + " --cask chromium; or run deploy/ensure-chromium), or name one with WAFLEET_CHROMIUM"
                                + " or wafleet.session.browser.executable."));
    }

    private Stream<Path> onPath() {
        List<String> directories = List.of(environment.getOrDefault("PATH", "").split(File.pathSeparator));
        return NAMES.stream()
                .flatMap(name -> directories.stream()
                        .filter(directory -> !directory.isBlank())
                        .map(directory -> Path.of(directory, name)));
    }

    private static Path required(Path named, String by) {
        if (Files.isExecutable(named)) {
            return named;
        }
        throw new IllegalStateException(by + " names " + named + ", which is not an executable file.");
    }
}
