package io.wafleet.session.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChromiumExecutableTest {

    @TempDir
    Path directory;

    @Test
    void theSettingComesBeforeTheEnvironmentAndThePath() throws IOException {
        Path set = executable("set");
        Path named = executable("named");
        executable("chromium");

        assertThat(with(Map.of("WAFLEET_CHROMIUM", named.toString(), "PATH", directory.toString()))
                        .find(set))
                .isEqualTo(set);
        assertThat(with(Map.of("WAFLEET_CHROMIUM", named.toString(), "PATH", directory.toString()))
                        .find(null))
                .isEqualTo(named);
    }

    @Test
    void chromiumOnThePathComesBeforeChrome() throws IOException {
        executable("google-chrome");
        Path chromium = executable("chromium");

        assertThat(with(Map.of("PATH", "/nowhere::" + directory)).find(null)).isEqualTo(chromium);
    }

    @Test
    void aSettingThatNamesNoExecutableIsAnErrorAndNotPassedOver() throws IOException {
        executable("chromium");

        assertThatThrownBy(() -> with(Map.of("PATH", directory.toString(), "WAFLEET_CHROMIUM", "/nowhere/chromium"))
                        .find(null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("WAFLEET_CHROMIUM")
                .hasMessageContaining("/nowhere/chromium");
    }

    private ChromiumExecutable with(Map<String, String> environment) {
        return new ChromiumExecutable(environment, Optional::empty);
    }

    private Path executable(String name) throws IOException {
        return Files.createFile(
                directory.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
