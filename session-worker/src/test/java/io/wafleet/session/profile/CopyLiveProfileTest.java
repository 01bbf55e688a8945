package io.wafleet.session.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyLiveProfileTest {

    @TempDir
    Path home;

    private Path profile;
    private Path database;

    @BeforeEach
    void aDatabase() throws IOException {
        profile = home.resolve("profile");
        database = Files.createDirectories(profile.resolve("IndexedDB/site.leveldb"));
        switchTo(1);
    }

    /** As LevelDB does: the new table and manifest first, then CURRENT names them, then the old ones go. */
    private void switchTo(int version) throws IOException {
        Files.writeString(database.resolve(version + ".ldb"), "table of version " + version);
        Files.writeString(database.resolve("MANIFEST-" + version), version + ".ldb");
        Path fresh = Files.writeString(database.resolve("CURRENT.new"), "MANIFEST-" + version);
        Files.move(fresh, database.resolve("CURRENT"), StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(database.resolve("MANIFEST-" + (version - 1)));
        Files.deleteIfExists(database.resolve((version - 1) + ".ldb"));
    }

    private static String read(Path copy) throws IOException {
        Path of = copy.resolve("IndexedDB/site.leveldb");
        String manifest = Files.readString(of.resolve("CURRENT"));
        return Files.readString(of.resolve(Files.readString(of.resolve(manifest))));
    }

    private Path copied(String name) throws Exception {
        Path copy = Files.createDirectories(home.resolve(name));
        assertThat(CopyLiveProfile.copy(profile, copy, () -> true)).isTrue();
        return copy;
    }

    @Test
    void aCopyIsWholeHoweverOftenTheDatabaseIsRewrittenMeanwhile() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        Thread writer = Thread.ofPlatform().start(() -> {
            try {
                for (int version = 2; !done.get(); version++) {
                    switchTo(version);
                    Thread.sleep(20); // a database that never rests is another test's
                }
            } catch (IOException | InterruptedException failure) {
                throw new AssertionError(failure);
            }
        });
        try {
            for (int i = 0; i < 50; i++) {
                assertThat(read(copied("copy-" + i))).startsWith("table of version");
            }
        } finally {
            done.set(true);
            writer.join();
        }
    }

    @Test
    void aLogThatGrowsIsCopiedAsItWasAtAMoment() throws Exception {
        Path log = Files.writeString(database.resolve("000003.log"), "0123456789".repeat(1000));
        AtomicBoolean done = new AtomicBoolean();
        Thread writer = Thread.ofPlatform().start(() -> {
            try {
                while (!done.get()) {
                    Files.writeString(log, "0123456789", StandardOpenOption.APPEND);
                }
            } catch (IOException failure) {
                throw new AssertionError(failure);
            }
        });
        try {
            String copy = Files.readString(copied("copy").resolve("IndexedDB/site.leveldb/000003.log"));
            assertThat(copy).hasSizeGreaterThanOrEqualTo(10_000).matches("(0123456789)+\\d*");
        } finally {
            done.set(true);
            writer.join();
        }
    }

    @Test
    void aDatabaseThatNeverHoldsStillIsNotCopiedByHalves() throws Exception {
        Path cookies = profile.resolve("Cookies");
        try (RandomAccessFile large = new RandomAccessFile(cookies.toFile(), "rw")) {
            large.setLength(64 << 20); // takes longer to copy than to change
        }
        AtomicBoolean done = new AtomicBoolean();
        CountDownLatch writing = new CountDownLatch(1);
        Thread writer = Thread.ofPlatform().start(() -> {
            try {
                for (int i = 0; !done.get(); i++) {
                    writing.countDown();
                    Files.writeString(cookies, Integer.toString(i), StandardOpenOption.WRITE);
                }
            } catch (IOException failure) {
                throw new AssertionError(failure);
            }
        });
        try {
            writing.await();
            Path copy = Files.createDirectories(home.resolve("copy"));
            assertThatThrownBy(() -> CopyLiveProfile.copy(profile, copy, () -> true))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Cookies");
        } finally {
            done.set(true);
            writer.join();
        }
    }

    @Test
    void whatIsNotOfTheLoginStaysBehind() throws Exception {
        Files.createDirectories(profile.resolve("Code Cache"));
        Files.writeString(profile.resolve("Code Cache/script"), "x");
        Files.writeString(profile.resolve("wafleet-opened"), "3");
        Files.writeString(database.resolve("LOCK"), "");
        assertThat(copied("copy").resolve("IndexedDB/site.leveldb"))
                .isDirectoryNotContaining("glob:**LOCK")
                .isDirectoryContaining("glob:**CURRENT");
        assertThat(home.resolve("copy")).isDirectoryNotContaining("glob:**{Cache,wafleet-opened}*");
    }

    @Test
    void aCopyThatIsNotWantedAnyMoreEnds() throws Exception {
        Path copy = Files.createDirectories(home.resolve("copy"));
        assertThat(CopyLiveProfile.copy(profile, copy, () -> false)).isFalse();
    }
}
