package io.wafleet.common.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryBlobsTest {

    private static final byte[] BYTES = {1, 2, 3};

    @TempDir
    Path parent;

    private Path directory;
    private DirectoryBlobs store;

    @BeforeEach
    void open() {
        directory = parent.resolve("media");
        store = new DirectoryBlobs(directory);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void filesAreForTheirOwnerAloneAndNamedByTheirHash() throws IOException {
        String hash = store.put(BYTES);
        assertThat(files())
                .containsExactly(directory.resolve(hash.substring(0, 2)).resolve(hash));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().getFirst())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    @Test
    void whatACrashHasLeftIsNotSeenAndGoesWithTheNextSweep() throws IOException {
        String hash = store.put(BYTES);
        Path half = Files.write(directory.resolve("new").resolve("half-written"), new byte[] {1});
        Files.setLastModifiedTime(half, FileTime.from(Instant.now().minusSeconds(7200)));
        Path young = Files.write(directory.resolve("new").resolve("being-written"), new byte[] {1});

        store.sweep(Instant.now().minusSeconds(3600), hashes -> hashes);

        assertThat(half).doesNotExist();
        assertThat(young).exists();
        assertThat(store.read(hash)).hasValue(BYTES);
    }

    @Test
    void aFileThatSomebodyElsePutThereIsLeftAlone() throws IOException {
        store.put(BYTES);
        Path other = Files.createDirectories(directory.resolve("ab")).resolve("README");
        Files.write(other, BYTES);
        store.sweep(Instant.now().plusSeconds(60), hashes -> Set.of());
        assertThat(files()).containsExactly(other);
    }
}
