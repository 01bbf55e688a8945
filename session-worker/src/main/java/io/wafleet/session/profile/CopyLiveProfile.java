package io.wafleet.session.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Copies a profile that Chromium writes to, so that the copy is what a power cut at one moment would have left.
 *
 * <p>Each database is copied and then compared with its files: where the same files are there and none has changed but by
 * growing at the end of a log, all of them were as the copy is at the moment between. Such logs (LevelDB's, and the
 * write-ahead log of SQLite) are only ever appended to, and a beginning of one is what recovery expects. Where more has
 * changed, the database is copied again.
 */
final class CopyLiveProfile {

    private static final int ATTEMPTS = 20;
    private static final long PAUSE_MILLIS = 50;

    private CopyLiveProfile() {}

    /**
     * Copies into an empty directory.
     *
     * @param wanted asked before each step
     * @return whether it was wanted until the end
     * @throws IOException also when a database does not hold still in any of many attempts
     */
    static boolean copy(Path profile, Path into, BooleanSupplier wanted) throws IOException, InterruptedException {
        for (List<String> group : ProfileFiles.GROUPS) {
            int attempts = 0;
            while (!copied(profile, group, into)) {
                if (++attempts == ATTEMPTS) {
                    throw new IOException(String.join(", ", group) + " changes all the time");
                }
                for (Path half : ProfileFiles.of(into, group)) {
                    Files.delete(into.resolve(half));
                }
                Thread.sleep(PAUSE_MILLIS);
                if (!wanted.getAsBoolean()) {
                    return false;
                }
            }
        }
        return wanted.getAsBoolean();
    }

    private static boolean copied(Path profile, List<String> group, Path into) throws IOException {
        try {
            Set<Path> files = ProfileFiles.of(profile, group);
            for (Path file : files) {
                Files.createDirectories(into.resolve(file).getParent());
                Files.copy(profile.resolve(file), into.resolve(file));
            }
            if (!files.equals(ProfileFiles.of(profile, group))) {
                return false;
            }
            for (Path file : files) {
                if (!isStill(profile.resolve(file), into.resolve(file))) {
                    return false;
                }
            }
            return true;
        } catch (NoSuchFileException removedMeanwhile) {
            return false;
        }
    }

    private static boolean isStill(Path file, Path copy) throws IOException {
        long difference = Files.mismatch(file, copy);
        return difference == -1 || (isLog(file) && difference == Files.size(copy));
    }

    private static boolean isLog(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".log") || name.endsWith("-wal");
    }
}
