package io.wafleet.session.lifecycle;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.account.Network;
import io.wafleet.common.account.StatusReason.Code;
import io.wafleet.session.browser.AccountPage;
import io.wafleet.session.browser.Browser;
import io.wafleet.session.browser.BrowserSettings;
import io.wafleet.session.browser.PageEvent;
import io.wafleet.session.browser.PageException;
import io.wafleet.session.browser.ProfilesDirectory;
import io.wafleet.session.ownership.OwnershipLost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Opens pages, a few at a time, and removes profiles.
 *
 * <p>Failure policy: a page that does not open is an exception with its reason; a profile that cannot be removed is an
 * {@link UncheckedIOException}, because a login must not outlive its account unnoticed.
 */
@Component
class Pages {

    private static final Duration TURN_STEP = Duration.ofMillis(200);

    private final RunningBrowser browser;
    private final BrowserSettings profiles;
    private final LifecycleSettings settings;
    private final Semaphore turns;

    Pages(RunningBrowser browser, BrowserSettings profiles, LifecycleSettings settings) {
        this.browser = browser;
        this.profiles = profiles;
        this.settings = settings;
        this.turns = new Semaphore(settings.openAtOnce(), true);
    }

    /**
     * Opens the account's page when it is its turn.
     *
     * @param wanted asked while it waits, and once more when it is its turn
     * @throws OwnershipLost when it is not wanted any more
     */
    AccountPage open(AccountId account, Network network, Consumer<PageEvent> listener, BooleanSupplier wanted)
            throws BrowserUnavailable, PageException, InterruptedException {
        boolean ours = false;
        while (wanted.getAsBoolean() && !ours) {
            ours = turns.tryAcquire(TURN_STEP.toMillis(), TimeUnit.MILLISECONDS);
        }
        if (!ours) {
            throw new OwnershipLost(account);
        }
        try {
            Browser running = browser.get();
            if (!wanted.getAsBoolean()) {
                throw new OwnershipLost(account);
            }
            return running.open(account, settings.site(network), listener);
        } finally {
            turns.release();
        }
    }

    /** Whether it was the page alone that died, or all of Chromium. */
    Code causeOfDeath() {
        return browser.isAlive() ? Code.PAGE_CRASHED : Code.BROWSER_LOST;
    }

    /** Removes the stored login; the account's page must be closed. */
    void deleteProfile(AccountId account) {
        try {
            new ProfilesDirectory(profiles).delete(account);
        } catch (IOException failure) {
            throw new UncheckedIOException("The stored login could not be removed", failure);
        }
    }
}
