package io.wafleet.session.profile;

import io.wafleet.common.account.AccountId;
import io.wafleet.session.browser.BrowserSettings;
import io.wafleet.session.browser.ProfilesDirectory;
import io.wafleet.session.ownership.Lease;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Profiles that are in Postgres too, as archives.
 *
 * <p>Failure policy: as {@link ProfileStore} says. An archive that is not completed was never there; the newest before it
 * stays.
 */
final class ArchivedProfiles implements ProfileStore {

    private static final Logger log = LoggerFactory.getLogger(ArchivedProfiles.class);
    private static final Duration SURELY_ABANDONED = Duration.ofHours(1);

    private final BrowserSettings browser;
    private final Duration interval;
    private final ProfileKeys keys;
    private final Archives archives;
    private final ProfileMeters meters;
    private final Clock clock;
    // Each archive that is being made has a connection and a few megabytes; a checkpoint can wait, a closed page
    // cannot.
    private final Semaphore turns = new Semaphore(4, true);
    private final Semaphore checkpointTurns = new Semaphore(2, true);

    ArchivedProfiles(
            BrowserSettings browser, ProfileSettings settings, Archives archives, ProfileMeters meters, Clock clock) {
        this.browser = browser;
        this.interval = settings.checkpointInterval();
        this.keys = new ProfileKeys(settings.key(), settings.oldKeys());
        this.archives = archives;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public Brought bring(Lease lease) throws ProfileUnreadable, IOException {
        RestoreProfile restore = new RestoreProfile(archives, keys, meters);
        return new BringProfile(lease, profiles(), archives.openings(), restore, meters).here();
    }

    @Override
    public void keep(Lease lease) throws IOException, InterruptedException {
        // A page that hung may have been closed and not have let go of its files yet, so nothing is taken for still.
        archive(lease, false, turns, () -> true);
    }

    @Override
    public void checkpoint(Lease lease, BooleanSupplier wanted) throws IOException, InterruptedException {
        archive(lease, true, checkpointTurns, wanted);
    }

    @Override
    public Optional<Duration> checkpointInterval() {
        return Optional.of(interval).filter(Duration::isPositive);
    }

    @Override
    public boolean isKept(AccountId account) {
        return archives.openings()
                .last(account)
                .filter(last -> last.generation() != null)
                .isPresent();
    }

    @Override
    public void forget(Lease lease) {
        archives.forget(lease);
    }

    @Override
    public void drop(Lease lease) throws IOException {
        archives.forget(lease);
        profiles().delete(lease.account());
    }

    /** A login must not lie about because a worker was killed while it copied one. */
    @Scheduled(fixedRateString = "PT1H")
    void sweep() {
        try {
            profiles().discardDrafts(clock.instant().minus(SURELY_ABANDONED));
        } catch (IOException failure) {
            log.atWarn().setCause(failure).log("profile.sweep_failed");
        }
    }

    private ProfilesDirectory profiles() throws IOException {
        return new ProfilesDirectory(browser);
    }

    private void archive(Lease lease, boolean live, Semaphore turns, BooleanSupplier wanted)
            throws IOException, InterruptedException {
        ProfilesDirectory profiles = profiles();
        turns.acquire();
        try {
            Path copy = profiles.draft(lease.account());
            if (CopyLiveProfile.copy(profiles.profileOf(lease.account()), copy, wanted)) {
                store(lease, live, copy, wanted);
            }
        } catch (InterruptedIOException unwanted) {
            return;
        } catch (IOException | DataAccessException failure) {
            meters.failed("not_stored");
            throw failure;
        } finally {
            turns.release();
            profiles.discardDrafts(lease.account());
        }
    }

    private void store(Lease lease, boolean live, Path copy, BooleanSupplier wanted) throws IOException {
        long began = System.nanoTime();
        Archive.Content content = archives.add(lease, live, keys.current(), (archive, to) -> {
            try (OutputStream sealed = keys.seal(to, archive.associated())) {
                ProfileFiles.pack(copy, sealed, wanted);
            }
        });
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        meters.archived(live, content.size(), took);
        log.atInfo()
                .addKeyValue("account_id", lease.account())
                .addKeyValue("live", live)
                .addKeyValue("bytes", content.size())
                .addKeyValue("ms", took.toMillis())
                .log("profile.archived");
    }
}
