package io.wafleet.session.profile;

import io.wafleet.common.account.AccountId;
import io.wafleet.session.browser.ProfilesDirectory;
import io.wafleet.session.profile.BrokenArchive.Flaw;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a profile of the newest archive that can be read.
 *
 * <p>Failure policy: a broken archive is passed over for the one before, and is told as an error. One whose key or format
 * is unknown is not: it is good, and the operator can have it read.
 */
final class RestoreProfile {

    private static final Logger log = LoggerFactory.getLogger(RestoreProfile.class);

    private final Archives archives;
    private final ProfileKeys keys;
    private final ProfileMeters meters;

    RestoreProfile(Archives archives, ProfileKeys keys, ProfileMeters meters) {
        this.archives = archives;
        this.keys = keys;
        this.meters = meters;
    }

    /** An archive, and a directory with what was in it. */
    record Restored(Archive archive, Path draft) {}

    /** Restores what was kept up to the generation; leaves nothing behind if it cannot. */
    Restored upTo(AccountId account, long generation, ProfilesDirectory profiles)
            throws ProfileUnreadable, IOException {
        List<Archive> kept = archives.upTo(account, generation);
        if (kept.isEmpty() || kept.getFirst().generation() != generation) {
            broken(account, generation, new BrokenArchive(Flaw.MISSING, "it is not in the database"));
        }
        for (Archive archive : kept) {
            Path draft = profiles.draft(account);
            try {
                read(archive, draft);
                return new Restored(archive, draft);
            } catch (BrokenArchive broken) {
                profiles.discardDrafts(account);
                broken(account, archive.generation(), broken);
                if (broken.flaw() == Flaw.UNKNOWN_KEY || broken.flaw() == Flaw.UNKNOWN_FORMAT) {
                    throw new ProfileUnreadable("The stored login cannot be opened here: " + broken.getMessage()
                            + ". Connect again once it can, or log out to give it up and link anew");
                }
            }
        }
        throw new ProfileUnreadable(
                "The stored login is broken, and so is the one before it; the worker's log says how."
                        + " Connect again once the database is restored, or log out to give the login up and link anew");
    }

    private void read(Archive archive, Path draft) throws IOException {
        if (archive.format() != Archive.FORMAT) {
            throw new BrokenArchive(
                    Flaw.UNKNOWN_FORMAT, "it has the format " + archive.format() + " of a later Wafleet");
        }
        if (!keys.has(archive.keyId())) {
            throw new BrokenArchive(
                    Flaw.UNKNOWN_KEY,
                    "it is sealed with the key " + archive.keyId()
                            + ", which is neither WAFLEET_PROFILE_KEY nor in WAFLEET_PROFILE_OLD_KEYS");
        }
        try (InputStream content = keys.open(archive.keyId(), archives.content(archive), archive.associated())) {
            ProfileFiles.unpack(content, draft);
        } catch (ZipException odd) {
            throw new BrokenArchive(Flaw.CHANGED, "it is no archive of a profile", odd);
        }
    }

    private void broken(AccountId account, long generation, BrokenArchive broken) {
        meters.failed(broken.flaw().name());
        log.atError()
                .addKeyValue("account_id", account)
                .addKeyValue("generation", generation)
                .addKeyValue("flaw", broken.flaw())
                .addKeyValue("error", broken.getMessage())
                .log("profile.archive_broken");
    }
}
