package io.wafleet.session.lifecycle;

import io.wafleet.common.account.AccountId;
import io.wafleet.session.browser.PageException;
import io.wafleet.session.browser.PageException.Kind;
import io.wafleet.session.ownership.Lease;
import io.wafleet.session.ownership.OwnershipLost;
import io.wafleet.session.profile.Brought;
import io.wafleet.session.profile.ProfileStore;
import io.wafleet.session.profile.ProfileUnreadable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;

/**
 * The profile of a session's page: brought before the page opens, kept after it closed and while it lives.
 *
 * <p>Failure policy: while Postgres is away, bringing a profile waits as long as the page is wanted; keeping one waits no
 * longer than a shard's hand-over, and is then given up and told as an error: the copy on this worker stays, and the
 * archive before is what another worker gets. A checkpoint that fails is followed by the next one.
 */
final class SessionProfile {

    private static final Logger log = LoggerFactory.getLogger(SessionProfile.class);
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final Lease lease;
    private final BooleanSupplier mayOpen;
    private final SessionTools tools;
    /** A checkpoint is on a thread of its own. */
    private final ReentrantLock lock = new ReentrantLock(true);

    /** Whether there is a login in it, as far as is known. */
    private volatile boolean login;
    /** Whether it is kept as its page has left it. */
    private boolean kept = true;

    private volatile @Nullable String note;

    /**
     * Makes the profile of an account whose lease has just been taken.
     *
     * @param mayOpen whether the lease is still held
     */
    SessionProfile(Lease lease, BooleanSupplier mayOpen, SessionTools tools) {
        this.lease = lease;
        this.mayOpen = mayOpen;
        this.tools = tools;
    }

    AccountId account() {
        return lease.account();
    }

    /** What a person should know of the profile that the page was opened with. */
    @Nullable
    String note() {
        return note;
    }

    /** Has it lie where the page, which is about to open, will find it. */
    void bring() throws ProfileUnreadable, PageException, InterruptedException {
        lock.lockInterruptibly();
        try {
            while (mayOpen.getAsBoolean()) {
                try {
                    Brought brought = store().bring(lease);
                    login = brought.login();
                    kept = false;
                    note = brought.note();
                    return;
                } catch (IOException disk) {
                    throw new PageException(
                            Kind.GONE, "The profile cannot be put in place: " + disk.getMessage(), disk);
                } catch (DataAccessException away) {
                    told("profile.awaited", away);
                    Thread.sleep(WAIT);
                }
            }
            throw new OwnershipLost(account());
        } finally {
            lock.unlock();
        }
    }

    /** The page shows that a phone is linked. */
    void hasLogin() {
        login = true;
    }

    /** The page shows that no phone is linked: there is nothing in it to keep. */
    void hasNoLogin() {
        login = false;
    }

    /** A phone has just been linked. */
    void startLogin() {
        lock.lock();
        try {
            store().forget(lease);
        } finally {
            lock.unlock();
        }
    }

    /** Returns when the login, which the page has, outlives this worker. */
    void makeDurable() throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            if (!store().isKept(account())) {
                store().checkpoint(lease, mayOpen);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Keeps it, if there is something to keep; its page is closed. */
    void keep() throws InterruptedException {
        long until = System.nanoTime() + tools.settings().handOver().toNanos();
        lock.lockInterruptibly();
        try {
            while (login && !kept) {
                try {
                    store().keep(lease);
                    kept = true;
                } catch (OwnershipLost gone) {
                    return; // the next owner has what was kept before
                } catch (IOException | DataAccessException failure) {
                    if (!mayOpen.getAsBoolean() || System.nanoTime() - until > 0) {
                        log.atError()
                                .addKeyValue("account_id", account())
                                .setCause(failure)
                                .log("profile.not_kept");
                        return;
                    }
                    told("profile.keeping_delayed", failure);
                    Thread.sleep(WAIT);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** From now on takes checkpoints, as long as the page is that one. */
    void checkpointWhile(BooleanSupplier open) {
        store().checkpointInterval()
                .ifPresent(interval -> tools.alarm()
                        .in(
                                jittered(interval),
                                () -> Thread.ofVirtual()
                                        .name("checkpoint-" + account())
                                        .start(() -> checkpoint(open))));
    }

    /** Takes the login away, wherever it is kept. */
    void drop() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            login = false;
            store().drop(lease);
        } catch (IOException failure) {
            throw new UncheckedIOException("The stored login could not be removed", failure);
        } finally {
            lock.unlock();
        }
    }

    private void checkpoint(BooleanSupplier open) {
        BooleanSupplier wanted = () -> open.getAsBoolean() && mayOpen.getAsBoolean();
        try {
            lock.lockInterruptibly();
            try {
                if (wanted.getAsBoolean()) {
                    store().checkpoint(lease, wanted);
                }
            } catch (IOException | DataAccessException failure) {
                told("profile.checkpoint_failed", failure);
            } finally {
                lock.unlock();
            }
        } catch (OwnershipLost gone) {
            return;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return;
        }
        if (wanted.getAsBoolean()) {
            checkpointWhile(open);
        }
    }

    private ProfileStore store() {
        return tools.profiles();
    }

    /** So that accounts which became READY together are not archived together for ever. */
    private static Duration jittered(Duration interval) {
        return Duration.ofMillis(
                (long) (interval.toMillis() * ThreadLocalRandom.current().nextDouble(0.75, 1.25)));
    }

    private void told(String what, Exception failure) {
        log.atWarn()
                .addKeyValue("account_id", account())
                .addKeyValue(
                        "error",
                        String.valueOf(NestedExceptionUtils.getMostSpecificCause(failure)
                                .getMessage()))
                .log(what);
    }
}
