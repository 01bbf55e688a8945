package io.wafleet.session.browser;

import io.wafleet.common.account.AccountId;
import java.net.URI;
import java.util.function.Consumer;

/**
 * One Chromium that holds many accounts, each with its own on-disk profile and exactly one page.
 *
 * <p>Failure policy: every method is bounded in time. When Chromium dies each open page hears {@link PageEvent.Crashed},
 * the owner hears it once, and this object stays dead: make a new one.
 */
public interface Browser extends AutoCloseable {

    /**
     * Opens the account's profile in a window of its own and starts to load the site; what follows is told to the
     * listener. An unreachable site is no exception here but {@link PageEvent.Unreachable}.
     *
     * <p>The listener gets the events of this page in order, on one thread of its own; while it blocks, later events of
     * this page wait in the page, and no other account notices. It deals with its own failures: an event is not told
     * twice, whatever the listener throws.
     *
     * @throws PageException GONE when Chromium is dead, TIMEOUT when the window did not come in time, NOT_READY when
     *     the account's page is open already
     */
    AccountPage open(AccountId account, URI site, Consumer<PageEvent> listener) throws PageException;

    boolean isAlive();

    /** Memory of all of Chromium's processes in bytes (proportional set size), 0 where it cannot be told. */
    long memoryBytes();

    /** How many pages of accounts are open. */
    int pages();

    /** Closes the open pages, then Chromium; bounded. No process is left. */
    @Override
    void close();
}
