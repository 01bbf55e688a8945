package io.wafleet.session.lifecycle;

import io.wafleet.common.account.Network;
import io.wafleet.common.account.StatusReason.Code;
import io.wafleet.session.browser.AccountPage;
import io.wafleet.session.browser.Browser;
import io.wafleet.session.browser.PageEvent;
import io.wafleet.session.browser.PageException;
import io.wafleet.session.ownership.OwnershipLost;
import io.wafleet.session.profile.ProfileUnreadable;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Opens pages, a few at a time.
 *
 * <p>Failure policy: a page that does not open is an exception with its reason.
 */
@Component
class Pages {

    private static final Duration TURN_STEP = Duration.ofMillis(200);

    private final RunningBrowser browser;
    private final LifecycleSettings settings;
    private final Semaphore turns;

    Pages(RunningBrowser browser, LifecycleSettings settings) {
        this.browser = browser;
        this.settings = settings;
        this.turns = new Semaphore(settings.openAtOnce(), true);
    }

    /**
     * Opens the account's page, on its profile, when it is its turn.
     *
     * @param wanted asked while it waits, and once more when it is its turn
     * @throws OwnershipLost when it is not wanted any more
     */
    AccountPage open(SessionProfile profile, Network network, Consumer<PageEvent> listener, BooleanSupplier wanted)
            throws BrowserUnavailable, PageException, ProfileUnreadable, InterruptedException {
        boolean ours = false;
        while (wanted.getAsBoolean() && !ours) {
            ours = turns.tryAcquire(TURN_STEP.toMillis(), TimeUnit.MILLISECONDS);
        }
        if (!ours) {
            throw new OwnershipLost(profile.account());
        }
        try {
            Browser running = browser.get();
            profile.bring();
            if (!wanted.getAsBoolean()) {
                throw new OwnershipLost(profile.account());
            }
            return running.open(profile.account(), settings.site(network), listener);
        } finally {
            turns.release();
        }
    }

    /** Whether it was the page alone that died, or all of Chromium. */
    Code causeOfDeath() {
        return browser.isAlive() ? Code.PAGE_CRASHED : Code.BROWSER_LOST;
    }
}
