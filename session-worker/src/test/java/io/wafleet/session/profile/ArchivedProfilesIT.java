package io.wafleet.session.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wafleet.common.account.AccountId;
import io.wafleet.session.DatabaseForTests;
import io.wafleet.session.browser.BrowserSettings;
import io.wafleet.session.browser.ProfilesDirectory;
import io.wafleet.session.ownership.Lease;
import io.wafleet.session.ownership.OwnershipLost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two workers, each with a disk of its own, and one database. */
class ArchivedProfilesIT {

    private static final AccountId SHOP = new AccountId("Shop");

    @TempDir
    Path disks;

    private final DatabaseForTests database = DatabaseForTests.fresh();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private Disk one;
    private Disk two;

    /** A worker's disk, and what the worker does with the one profile on it. */
    private final class Disk {

        private final ArchivedProfiles store;
        private final ProfilesDirectory profiles;

        Disk(String name, ProfileSettings settings) throws IOException {
            BrowserSettings browser = BrowserSettings.in(disks.resolve(name));
            profiles = new ProfilesDirectory(browser);
            store = new ArchivedProfiles(
                    browser,
                    settings,
                    new Archives(database.jdbc(), database.transaction()),
                    new ProfileMeters(meters),
                    Clock.systemUTC());
        }

        Brought bring(long epoch) throws Exception {
            return store.bring(new Lease(SHOP, epoch));
        }

        void keep(long epoch) throws Exception {
            store.keep(new Lease(SHOP, epoch));
        }

        void checkpoint(long epoch) throws Exception {
            store.checkpoint(new Lease(SHOP, epoch), () -> true);
        }

        Disk writes(String login) throws IOException {
            Path file = loginFile();
            Files.createDirectories(file.getParent());
            Files.writeString(file, login);
            return this;
        }

        String login() throws IOException {
            return Files.readString(loginFile());
        }

        Path profile() {
            return profiles.profileOf(SHOP);
        }

        private Path loginFile() {
            return profile().resolve("Local Storage/leveldb/000003.log");
        }
    }

    @BeforeEach
    void twoWorkers() throws IOException {
        one = new Disk("one", settings(1));
        two = new Disk("two", settings(1));
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    private static String key(int seed) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) seed);
        return Base64.getEncoder().encodeToString(key);
    }

    private static ProfileSettings settings(int key, Integer... oldKeys) {
        return new ProfileSettings(
                ProfileSettings.Kind.POSTGRES,
                key(key),
                Arrays.stream(oldKeys).map(ArchivedProfilesIT::key).toList(),
                Duration.ofMinutes(5));
    }

    private List<Long> generations() {
        return database.jdbc()
                .sql("select generation from session.profile_archive order by generation")
                .query(Long.class)
                .list();
    }

    private int sql(String statement, Object... parameters) {
        return database.jdbc().sql(statement).params(parameters).update();
    }

    private double failures(String reason) {
        return meters.counter("wafleet.profile.failed", "reason", reason).count();
    }

    @Test
    void aNewAccountHasAnEmptyProfileAndNoLogin() throws Exception {
        assertThat(one.bring(1)).isEqualTo(new Brought(false, null));
        assertThat(one.store.isKept(SHOP)).isFalse();
        assertThat(generations()).isEmpty();
    }

    @Test
    void whatOneKeepsTheOtherGets() throws Exception {
        one.bring(1);
        one.writes("login").keep(1);

        assertThat(two.bring(2)).isEqualTo(new Brought(true, null));
        assertThat(two.login()).isEqualTo("login");
        assertThat(two.profile().getParent()).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void aLargeProfileGoesInPartsAndComesBackTheSame() throws Exception {
        byte[] large = new byte[5_000_000];
        new Random(1).nextBytes(large);
        one.bring(1);
        Path blob = Files.createDirectories(one.profile().resolve("IndexedDB/site.blob/1"));
        Files.write(blob.resolve("a b"), large);
        one.keep(1);

        two.bring(2);
        assertThat(two.profile().resolve("IndexedDB/site.blob/1/a b")).hasBinaryContent(large);
        assertThat(sql("update session.profile_chunk set number = number")).isEqualTo(5);
    }

    @Test
    void twoGenerationsAreKeptAndThePlaintextIsNot() throws Exception {
        one.bring(1);
        for (String login : List.of("a", "b", "c", "d")) {
            one.writes("login of " + login).keep(1);
        }
        assertThat(generations()).containsExactly(3L, 4L);
        assertThat(sql("delete from session.profile_chunk where position('Local Storage'::bytea in bytes) > 0"))
                .isZero();
    }

    @Test
    void afterACrashTheLocalCopyIsNewerThanTheArchive() throws Exception {
        one.bring(1);
        one.writes("at the checkpoint").checkpoint(1);
        one.writes("later");

        assertThat(one.bring(2)).isEqualTo(new Brought(true, null));
        assertThat(one.login()).isEqualTo("later");
    }

    @Test
    void aCrashBetweenTheMarkAndTheRowChangesNothing() throws Exception {
        one.bring(1);
        one.writes("at the checkpoint").checkpoint(1);
        one.writes("later");
        OpeningMark.write(one.profile(), 1L, 2L);

        one.bring(3);
        assertThat(one.login()).isEqualTo("later");
    }

    @Test
    void aLocalCopyIsNotUsedOnceTheAccountWasOpenedElsewhere() throws Exception {
        one.bring(1);
        one.writes("first").keep(1);
        two.bring(2);
        two.writes("second").keep(2);

        assertThat(one.bring(3)).isEqualTo(new Brought(true, null));
        assertThat(one.login()).isEqualTo("second");
    }

    @Test
    void aCheckpointIsSaidToBeOlderThanTheLastRun() throws Exception {
        one.bring(1);
        one.writes("at the checkpoint").checkpoint(1);
        one.writes("later");

        Brought brought = two.bring(2);
        assertThat(brought.login()).isTrue();
        assertThat(brought.note()).contains("older than its last run");
        assertThat(two.login()).isEqualTo("at the checkpoint");
    }

    @Test
    void anOwnerThatWasReplacedKeepsNothing() throws Exception {
        one.bring(1);
        one.writes("first").keep(1);
        two.bring(2);

        one.writes("from the past");
        assertThatThrownBy(() -> one.keep(1)).isInstanceOf(OwnershipLost.class);
        assertThatThrownBy(() -> one.checkpoint(1)).isInstanceOf(OwnershipLost.class);
        assertThatThrownBy(() -> one.store.drop(new Lease(SHOP, 1))).isInstanceOf(OwnershipLost.class);
        assertThat(generations()).containsExactly(1L);
        assertThatThrownBy(() -> one.bring(1)).isInstanceOf(OwnershipLost.class);
    }

    @Test
    void aReplacedOwnerThatIsWritingLosesItsArchive() throws Exception {
        one.bring(1);
        one.writes("first").keep(1);
        boolean[] taken = new boolean[1];
        assertThatThrownBy(() -> one.store.checkpoint(new Lease(SHOP, 1), () -> {
                    if (!taken[0]) {
                        taken[0] = true;
                        // On another thread, and so on a connection of its own.
                        CompletableFuture.runAsync(() -> bringElsewhere(2)).join();
                    }
                    return true;
                }))
                .isInstanceOf(OwnershipLost.class);
        assertThat(generations()).containsExactly(1L);
    }

    private void bringElsewhere(long epoch) {
        try {
            two.bring(epoch);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void aTruncatedArchiveIsPassedOverForTheOneBefore() throws Exception {
        brokenNewest("update session.profile_chunk set bytes = substring(bytes for 50) where archive_id = ?");
        assertThat(failures("changed")).isEqualTo(1);
    }

    @Test
    void anArchiveWithoutItsPartsIsPassedOverForTheOneBefore() throws Exception {
        brokenNewest("delete from session.profile_chunk where archive_id = ?");
        assertThat(failures("truncated")).isEqualTo(1);
    }

    @Test
    void anArchiveThatIsGoneIsPassedOverForTheOneBefore() throws Exception {
        brokenNewest("delete from session.profile_archive where id = ?");
        assertThat(failures("missing")).isEqualTo(1);
    }

    @Test
    void anArchiveOfAnotherGenerationIsNotTakenForTheNewest() throws Exception {
        brokenNewest("""
                with older as (select bytes, sha256, size from session.profile_chunk join session.profile_archive on id = archive_id
                               where generation = 1),
                     newest as (update session.profile_archive set sha256 = older.sha256, size = older.size from older where id = ?
                                returning id)
                update session.profile_chunk set bytes = older.bytes from older, newest where archive_id = newest.id
                """);
    }

    private void brokenNewest(String damage) throws Exception {
        one.bring(1);
        one.writes("first").keep(1);
        one.writes("second").keep(1);
        Object newest = database.jdbc()
                .sql("select id from session.profile_archive order by generation desc limit 1")
                .query()
                .singleValue();
        assertThat(sql(damage, newest)).isPositive();

        Brought brought = two.bring(2);
        assertThat(brought.login()).isTrue();
        assertThat(brought.note()).contains("is broken; this is the one before");
        assertThat(two.login()).isEqualTo("first");
        two.writes("third").keep(2);
        one.bring(3);
        assertThat(one.login()).isEqualTo("third");
    }

    @Test
    void ofTwoBrokenArchivesNoneIsOpenedAndNoNewLoginBegins() throws Exception {
        one.bring(1);
        one.writes("first").keep(1);
        one.writes("second").keep(1);
        sql("update session.profile_chunk set bytes = substring(bytes for octet_length(bytes) - 1)");

        assertThatThrownBy(() -> two.bring(2))
                .isInstanceOf(ProfileUnreadable.class)
                .hasMessageContaining("log out");
        assertThat(two.profile()).doesNotExist();
        assertThat(one.bring(3)).as("the copy that is still on a disk").isEqualTo(new Brought(true, null));
    }

    @Test
    void aDatabaseThatLostTheArchivesIsNoNewLogin() throws Exception {
        one.bring(1);
        one.writes("first").keep(1);
        sql("delete from session.profile_archive");

        assertThatThrownBy(() -> two.bring(2)).isInstanceOf(ProfileUnreadable.class);
    }

    @Test
    void withTheWrongKeyNothingIsOpenedAndNothingIsLost() throws Exception {
        one.bring(1);
        one.writes("first").keep(1);
        one.writes("second").keep(1);

        assertThatThrownBy(() -> new Disk("other key", settings(2)).bring(2))
                .isInstanceOf(ProfileUnreadable.class)
                .hasMessageContaining("WAFLEET_PROFILE_KEY")
                .hasMessageNotContaining(key(1))
                .hasMessageNotContaining(key(2));
        assertThat(failures("unknown_key")).isEqualTo(1);
        Disk rotated = new Disk("rotated", settings(2, 1));
        assertThat(rotated.bring(3)).isEqualTo(new Brought(true, null));
        assertThat(rotated.login()).isEqualTo("second");
        rotated.keep(3);
        assertThat(new Disk("new key alone", settings(2)).bring(4).login()).isTrue();
    }

    @Test
    void anArchiveInThePlaceOfAnotherAccountsDoesNotOpen() throws Exception {
        one.bring(1);
        one.writes("of the shop").keep(1);
        sql("update session.profile set account_id = 'thief'");
        sql("update session.profile_archive set account_id = 'thief'");

        assertThatThrownBy(() -> two.store.bring(new Lease(new AccountId("thief"), 2)))
                .isInstanceOf(ProfileUnreadable.class);
    }

    @Test
    void afterALogoutNothingIsLeftAndAnOldCopyElsewhereDoesNotCount() throws Exception {
        one.bring(1);
        one.writes("first").keep(1);
        two.bring(2);
        two.store.drop(new Lease(SHOP, 2));
        assertThat(two.profile()).doesNotExist();
        assertThat(generations()).isEmpty();
        assertThat(sql("delete from session.profile_chunk")).isZero();

        assertThat(one.bring(3)).isEqualTo(new Brought(false, null));
        assertThat(one.profile().resolve("Local Storage")).doesNotExist();
    }

    @Test
    void aNewLoginIsNotKeptBeforeItIsStored() throws Exception {
        one.bring(1);
        one.writes("old login").keep(1);
        one.store.forget(new Lease(SHOP, 1));
        assertThat(one.store.isKept(SHOP)).isFalse();

        one.writes("new login").checkpoint(1);
        assertThat(one.store.isKept(SHOP)).isTrue();
        two.bring(2);
        assertThat(two.login()).isEqualTo("new login");
    }

    @Test
    void aCheckpointThatIsNotWantedAnyMoreLeavesNothing() throws Exception {
        one.bring(1);
        one.writes("login");
        int[] questions = new int[1];
        one.store.checkpoint(new Lease(SHOP, 1), () -> questions[0]++ == 0);

        assertThat(generations()).isEmpty();
        assertThat(one.profile().getParent()).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void whatAKilledWorkerWasCopyingGoesAfterAWhile() throws Exception {
        Path old = two.profiles.draft(new AccountId("elsewhere"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        Path young = two.profiles.draft(SHOP);

        two.store.sweep();

        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void profilesThatWereKeptInADirectoryAreTakenOver() throws Exception {
        one.writes("from before");

        assertThat(one.bring(1)).isEqualTo(new Brought(false, null));
        assertThat(one.login()).isEqualTo("from before");
        one.checkpoint(1);
        two.bring(2);
        assertThat(two.login()).isEqualTo("from before");
    }
}
