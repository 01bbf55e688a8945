package io.wafleet.session.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.wafleet.common.blob.BlobStore;
import io.wafleet.common.blob.BlobStoreException;
import io.wafleet.session.DatabaseForTests;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What every store of files does alike. */
@ParameterizedClass
@EnumSource
class BlobStoreIT {

    private static final byte[] BYTES = bytes(200_000);

    @Parameter
    BlobStore.Kind kind;

    @TempDir
    Path directory;

    private DatabaseForTests database;
    private BlobStore store;

    @BeforeEach
    void open() {
        database = DatabaseForTests.fresh();
        store = opened();
    }

    private BlobStore opened() {
        return BlobStore.open(kind, "session", database.source(), directory);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    private static Instant later() {
        return Instant.now().plusSeconds(60);
    }

    @Test
    void whatIsPutIsReadByWhoeverOpensTheStoreUnderItsHash() throws Exception {
        String hash = store.put(BYTES);
        assertThat(hash)
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(BYTES)));
        assertThat(opened().read(hash)).hasValue(BYTES);
    }

    @Test
    void anyPartCanBeRead() {
        String hash = store.put(BYTES);
        assertThat(store.read(hash, 0, 1)).hasValue(new byte[] {BYTES[0]});
        assertThat(store.read(hash, 150_000, 10)).hasValue(java.util.Arrays.copyOfRange(BYTES, 150_000, 150_010));
        assertThat(store.read(hash, 199_999, 10)).hasValue(new byte[] {BYTES[199_999]});
        assertThat(store.read(hash, 200_000, 10)).hasValue(new byte[0]);
    }

    @Test
    void theEmptyFileIsAFile() {
        assertThat(store.read(store.put(new byte[0]))).hasValue(new byte[0]);
    }

    @Test
    void whatIsNotThereIsNotThereWhateverItIsCalled() {
        store.put(BYTES);
        for (String name : List.of("ab".repeat(32), "", "../../etc/passwd", "a/b", "new", "%", "\u202e")) {
            assertThat(store.read(name)).as(name).isEmpty();
        }
    }

    @Test
    void theSameContentIsKeptOnceAndLeavesOnce() {
        assertThat(store.put(BYTES)).isEqualTo(store.put(BYTES.clone()));
        assertThat(store.sweep(later(), hashes -> Set.of())).isEqualTo(1);
        assertThat(store.sweep(later(), hashes -> Set.of())).isZero();
    }

    @Test
    void aSweepTakesWhatNobodyNeedsHoweverMuchItIs() {
        Set<String> needed = new HashSet<>();
        List<String> useless = new ArrayList<>();
        for (int i = 1; i <= 250; i++) {
            String hash = store.put(bytes(i));
            if (i % 5 == 0) {
                needed.add(hash);
            } else {
                useless.add(hash);
            }
        }
        int removed = store.sweep(later(), hashes -> {
            assertThat(hashes).hasSizeLessThanOrEqualTo(100);
            Set<String> found = new HashSet<>(hashes);
            found.retainAll(needed);
            return found;
        });
        assertThat(removed).isEqualTo(200);
        assertThat(useless).allSatisfy(hash -> assertThat(store.read(hash)).isEmpty());
        assertThat(needed).allSatisfy(hash -> assertThat(store.read(hash)).isPresent());
    }

    @Test
    void whatIsYoungStaysThoughNobodyNeedsItYet() {
        String hash = store.put(BYTES);
        assertThat(store.sweep(Instant.now().minusSeconds(60), hashes -> Set.of()))
                .isZero();
        assertThat(store.read(hash)).isPresent();
    }

    /** A worker has found the file of its message in the store, and is about to say so in the row. */
    @Test
    void whatIsPutAgainDuringASweepIsYoungAgain() throws Exception {
        String hash = store.put(BYTES);
        Thread.sleep(20); // clocks of files tick in milliseconds
        Instant now = Instant.now();
        AtomicBoolean asked = new AtomicBoolean();
        Thread.sleep(20);
        int removed = store.sweep(now, hashes -> {
            asked.set(hashes.contains(store.put(BYTES)));
            return Set.of();
        });
        assertThat(asked).isTrue();
        assertThat(removed).isZero();
        assertThat(store.read(hash)).hasValue(BYTES);
    }

    @Test
    void aStoreThatIsAwaySaysSo() throws Exception {
        if (kind == BlobStore.Kind.POSTGRES) {
            database.jdbc().sql("alter table session.blob rename to blob_away").update();
        } else {
            // A file is where the directory should be.
            java.nio.file.Files.write(directory.resolve("session"), BYTES);
        }
        assertThatExceptionOfType(BlobStoreException.class).isThrownBy(() -> store.put(BYTES));
    }
}
