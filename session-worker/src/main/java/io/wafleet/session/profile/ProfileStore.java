package io.wafleet.session.profile;

import io.wafleet.common.account.AccountId;
import io.wafleet.session.ownership.Lease;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Keeps the accounts' profiles between two openings of their pages. One thing at a time for each lease.
 *
 * <p>Failure policy: a {@code DataAccessException} means that the database is away, and everything may be repeated; an
 * {@link IOException} that the disk failed. An ownership that is not the last one changes nothing, and hears
 * {@link io.wafleet.session.ownership.OwnershipLost}.
 */
public interface ProfileStore {

    /**
     * Has the newest profile of the account lie where its page will open it; an empty one where no login is kept.
     *
     * @throws ProfileUnreadable when a login is kept and cannot be read
     */
    Brought bring(Lease lease) throws ProfileUnreadable, IOException;

    /** Keeps the profile; its page is closed. */
    void keep(Lease lease) throws IOException, InterruptedException;

    /**
     * Keeps the profile of an open page, as a power cut at this moment would leave it.
     *
     * @param wanted asked again and again; when it is not, nothing is kept
     */
    void checkpoint(Lease lease, BooleanSupplier wanted) throws IOException, InterruptedException;

    /** How long an open page may go without a checkpoint; empty where there is no need for any. */
    Optional<Duration> checkpointInterval();

    /** Whether the account's present login outlives this worker, as far as this store makes logins do so. */
    boolean isKept(AccountId account);

    /** A new login begins: what is kept is of one that has ended. */
    void forget(Lease lease);

    /** Takes the login away, wherever it is kept; the page is closed, and need not ever have been open. */
    void drop(Lease lease) throws IOException;
}
