package io.wafleet.session.profile;

import io.wafleet.session.browser.ProfilesDirectory;
import io.wafleet.session.ownership.Lease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what a page is opened with, puts it in place, and makes its opening the last one.
 *
 * <p>Failure policy: whatever ends it in the middle, the opening before stays the last one, and the next attempt decides
 * the same.
 */
final class BringProfile {

    private static final Logger log = LoggerFactory.getLogger(BringProfile.class);

    private final Lease lease;
    private final ProfilesDirectory profiles;
    private final Openings openings;
    private final RestoreProfile restore;
    private final ProfileMeters meters;

    BringProfile(
            Lease lease, ProfilesDirectory profiles, Openings openings, RestoreProfile restore, ProfileMeters meters) {
        this.lease = lease;
        this.profiles = profiles;
        this.openings = openings;
        this.restore = restore;
        this.meters = meters;
    }

    Brought here() throws ProfileUnreadable, IOException {
        while (true) {
            Opening last = openings.last(lease.account()).orElse(null);
            Optional<Brought> brought = once(last);
            if (brought.isPresent()) {
                return brought.get();
            }
            // An owner before us, that does not know it yet, has kept something meanwhile: that is newer.
        }
    }

    private Optional<Brought> once(@Nullable Opening last) throws ProfileUnreadable, IOException {
        if (isNewest(last)) {
            return useLocal(last);
        }
        Long generation = last == null ? null : last.generation();
        return last == null || generation == null ? useNone(last) : useArchive(last, generation);
    }

    /** Whether nobody has opened the account elsewhere since it was closed, or left by a crash, here. */
    private boolean isNewest(@Nullable Opening last) throws IOException {
        Path profile = profiles.profileOf(lease.account());
        Set<Long> opened = OpeningMark.read(profile);
        if (last == null) {
            // One without a mark is of the time when profiles were kept in a directory.
            return opened.isEmpty() && Files.isDirectory(profile);
        }
        return opened.contains(last.epoch());
    }

    private Optional<Brought> useLocal(@Nullable Opening last) throws IOException {
        Path profile = profiles.profileOf(lease.account());
        if (last == null) {
            OpeningMark.write(profile, lease.epoch());
        } else if (last.epoch() != lease.epoch()) {
            OpeningMark.write(profile, last.epoch(), lease.epoch());
        }
        Long generation = last == null ? null : last.generation();
        return claim(last, generation, new Brought(generation != null, null), "here");
    }

    /** What may lie here is of a login that has ended, or that nobody was told to be durable. */
    private Optional<Brought> useNone(@Nullable Opening last) throws IOException {
        profiles.delete(lease.account());
        OpeningMark.write(profiles.profileOf(lease.account()), lease.epoch());
        return claim(last, null, new Brought(false, null), "nowhere");
    }

    private Optional<Brought> useArchive(Opening last, long generation) throws ProfileUnreadable, IOException {
        long began = System.nanoTime();
        RestoreProfile.Restored restored;
        try {
            restored = restore.upTo(lease.account(), generation, profiles);
        } catch (ProfileUnreadable unreadable) {
            if (openings.last(lease.account()).filter(last::equals).isEmpty()) {
                return Optional.empty();
            }
            throw unreadable;
        }
        Archive archive = restored.archive();
        OpeningMark.write(restored.draft(), lease.epoch());
        profiles.install(lease.account(), restored.draft());
        boolean newest = archive.generation() == generation;
        boolean older = last.inUse() || !newest;
        log.atInfo()
                .addKeyValue("account_id", lease.account())
                .addKeyValue("generation", archive.generation())
                .addKeyValue("newest", newest)
                .addKeyValue("older_than_last_run", older)
                .addKeyValue("taken_at", archive.takenAt())
                .addKeyValue("bytes", archive.content().size())
                .addKeyValue("ms", Duration.ofNanos(System.nanoTime() - began).toMillis())
                .log("profile.restored");
        return claim(
                last,
                archive.generation(),
                new Brought(true, older ? noteOn(archive, newest) : null),
                newest ? "newest" : "previous");
    }

    private static String noteOn(Archive archive, boolean newest) {
        return newest
                ? "The login is as it was kept at " + archive.takenAt() + ", which is older than its last run"
                : "The newest archive of the login is broken; this is the one before, of " + archive.takenAt();
    }

    private Optional<Brought> claim(@Nullable Opening seen, @Nullable Long generation, Brought brought, String from) {
        if (!openings.claim(lease, seen, generation)) {
            return Optional.empty();
        }
        meters.brought(from);
        return Optional.of(brought);
    }
}
