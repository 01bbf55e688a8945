package io.wafleet.session.lifecycle;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.account.Network;
import io.wafleet.common.account.StatusReason.Code;
import io.wafleet.session.browser.AccountPage;
import io.wafleet.session.browser.PageEvent;
import io.wafleet.session.browser.PageException;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Opens pages, a few at a time, and removes profiles. */
@Component
class Pages {

    private static final Logger log = LoggerFactory.getLogger(Pages.class);

    private final RunningBrowser browser;
    private final LifecycleSettings settings;
    private final Semaphore turns;

    Pages(RunningBrowser browser, LifecycleSettings settings) {
        this.browser = browser;
        this.settings = settings;
        this.turns = new Semaphore(settings.openAtOnce(), true);
    }

    AccountPage open(AccountId account, Network network, Consumer<PageEvent> listener)
            throws BrowserUnavailable, PageException, InterruptedException {
        turns.acquire();
        try {
            return browser.get().open(account, settings.site(network), listener);
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
