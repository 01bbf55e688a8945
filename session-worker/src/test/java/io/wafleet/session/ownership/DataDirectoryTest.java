package io.wafleet.session.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.wafleet.session.browser.BrowserSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path directory;

    private static Incarnation incarnation(String name) {
        return new Incarnation(new OwnershipSettings(name, Duration.ofSeconds(15), Duration.ofSeconds(3)));
    }

    @Test
    void whoComesAfterKnowsWhoIsDead() throws Exception {
        Incarnation first = incarnation("a-worker-with-a-long-name");
        try (DataDirectory held = new DataDirectory(directory, first)) {
            assertThat(held.predecessor()).isEmpty();
        }
        Incarnation second = incarnation("w");
        try (DataDirectory held = new DataDirectory(directory, second)) {
            assertThat(held.predecessor()).contains(first.id());
        }
        try (DataDirectory held = new DataDirectory(directory, incarnation("w"))) {
            assertThat(held.predecessor()).contains(second.id());
        }
    }

    @Test
    void whatIsLeftOfThePredecessorsChromiumIsEndedBeforeItsLeasesAreFreed() throws Exception {
        BrowserSettings settings = BrowserSettings.in(directory);
        // All that is known of a Chromium is its command line.
        Process orphan = new ProcessBuilder(
                        "bash", "-c", "echo running; read", "chromium", "--user-data-dir=" + settings.data())
                .start();
        // A process that has just been started has no command line yet for an instant.
        assertThat(orphan.inputReader().readLine()).isEqualTo("running");
        try (DataDirectory held = new OwnershipConfiguration().dataDirectory(settings, incarnation("heir"))) {
            assertThat(held.predecessor()).isEmpty();
            // Process.isAlive() is told of the end a moment after the system knows of it.
            assertThat(orphan.toHandle().isAlive()).isFalse();
        } finally {
            orphan.destroyForcibly();
        }
    }

    @Test
    void aDirectoryHasOneWorkerAtATime() throws Exception {
        try (DataDirectory held = new DataDirectory(directory, incarnation("one"))) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> new DataDirectory(directory, incarnation("two")))
                    .withMessageContaining("Another worker runs on");
        }
    }
}
