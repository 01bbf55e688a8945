package io.wafleet.session.lifecycle;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.account.Network;
import io.wafleet.common.account.StatusReason.Code;
import io.wafleet.session.browser.AccountPage;
import io.wafleet.session.browser.Browser;
import io.wafleet.session.browser.PageEvent;
import io.wafleet.session.browser.PageException;
import io.wafleet.session.ownership.OwnershipLost;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Opens pages, a few at a time, and removes profiles. */
@Component
class Pages {

    private static final Logger log = LoggerFactory.getLogger(Pages.class);

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
            browser.get().deleteProfile(account);
        } catch (BrowserUnavailable | UncheckedIOException failure) {
            log.atError()
                    .addKeyValue("account_id", account)
                    .addKeyValue("error", failure.getMessage())
                    .log("profile.delete_failed");
        }
    }
}
