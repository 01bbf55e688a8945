package io.wafleet.session.profile;

import io.wafleet.common.account.AccountId;
import io.wafleet.session.browser.BrowserSettings;
import io.wafleet.session.browser.ProfilesDirectory;
import io.wafleet.session.ownership.Lease;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Profiles that stay where their pages write them: who shares the directory finds them there. */
record DirectoryProfiles(BrowserSettings settings) implements ProfileStore {

    @Override
    public Brought bring(Lease lease) {
        return new Brought(true, null);
    }

    @Override
    public void keep(Lease lease) {}

    @Override
    public void checkpoint(Lease lease, BooleanSupplier wanted) {}

    @Override
    public Optional<Duration> checkpointInterval() {
        return Optional.empty();
    }

    @Override
    public boolean isKept(AccountId account) {
        return true;
    }

    @Override
    public void forget(Lease lease) {}

    @Override
    public void drop(Lease lease) throws IOException {
        new ProfilesDirectory(settings).delete(lease.account());
    }
}
