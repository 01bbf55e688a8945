package io.wafleet.session.lifecycle;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.session.account.Account;
import io.wafleet.session.command.CommandFailure;
import io.wafleet.session.event.AccountEvents;
import io.wafleet.session.event.Events;
import io.wafleet.session.ownership.Lease;
import io.wafleet.session.ownership.LeaseKeeper;
import io.wafleet.session.ownership.OwnershipLost;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The sessions of this worker: made when first needed, ended with their lease.
 *
 * <p>Failure policy: while another worker holds the lease, and while Postgres is away, getting a session waits; it gives
 * up when the shard leaves this worker.
 */
@Component
public class Sessions {

    private static final Logger log = LoggerFactory.getLogger(Sessions.class);
    private static final Duration LEASE_WAIT = Duration.ofMillis(300);

    private final SessionTools tools;
    private final LeaseKeeper leases;
    private final Events events;
    private final OwnedShards owned;
    private final Map<AccountId, Session> sessions = new ConcurrentHashMap<>();
    private final Map<AccountId, ReentrantLock> making = new ConcurrentHashMap<>();

    Sessions(SessionTools tools, LeaseKeeper leases, Events events, OwnedShards owned) {
        this.tools = tools;
        this.leases = leases;
        this.events = events;
        this.owned = owned;
    }

    Collection<Session> all() {
        return List.copyOf(sessions.values());
    }

    /** Whether the account's shard is this worker's. */
    public boolean isOurs(AccountId account) {
        return owned.has(account);
    }

    public Optional<Session> find(AccountId account) {
        return Optional.ofNullable(sessions.get(account));
    }

    /**
     * The account's session.
     *
     * @throws CommandFailure ACCOUNT_NOT_FOUND
     * @throws OwnershipLost if the account's shard is not this worker's
     */
    public Session obtain(AccountId account) throws CommandFailure, InterruptedException {
        return obtain(account, stream -> {});
    }

    /** What is told of an account before anything else, when its session is made. */
    interface FirstWords {
        void tell(AccountEvents stream) throws InterruptedException;
    }

    Session obtain(AccountId account, FirstWords firstWords) throws CommandFailure, InterruptedException {
        Session present = sessions.get(account);
        if (present != null) {
            return present;
        }
        require(account);
        ReentrantLock lock = making.computeIfAbsent(account, id -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            present = sessions.get(account);
            return present != null ? present : make(account, firstWords);
        } finally {
            lock.unlock();
        }
    }

    /** Has the account's page opened as if the worker had just started, until that has begun. */
    void openAgain(AccountId account) {
        owned.reopen(account);
    }

    /** Ends a session whose page is closed, and lets the next owner take over at once. */
    void release(Session session) {
        end(session);
        leases.release(session.lease());
    }

    /** Ends a session whose account was deleted; its events are told by then. */
    void remove(Session session) {
        release(session);
        making.remove(session.account());
    }

    /** Ends a session whose page could not be closed in time: its lease runs out by itself. */
    void forget(Session session) {
        end(session);
        leases.forget(session.lease());
    }

    private void end(Session session) {
        session.end();
        sessions.remove(session.account(), session);
        events.close(session.events());
    }

    private Account require(AccountId account) throws CommandFailure {
        return tools.accounts()
                .find(account)
                .orElseThrow(
                        () -> new CommandFailure(ErrorCode.ACCOUNT_NOT_FOUND, "There is no account '" + account + "'"));
    }

    private Session make(AccountId account, FirstWords firstWords) throws CommandFailure, InterruptedException {
        Lease lease = takeLease(account);
        AccountEvents stream = events.open(lease);
        Session session = new Session(lease, () -> leases.holds(lease), require(account), stream, tools);
        sessions.put(account, session);
        if (!owned.has(account) || !leases.holds(lease)) {
            release(session);
            throw new OwnershipLost(account);
        }
        firstWords.tell(stream);
        session.begin();
        return session;
    }

    private Lease takeLease(AccountId account) throws CommandFailure, InterruptedException {
        boolean told = false;
        while (owned.has(account)) {
            Optional<Lease> lease = leases.take(account, () -> lost(account));
            if (lease.isPresent()) {
                return lease.get();
            }
            require(account);
            if (!told) {
                log.atInfo().addKeyValue("account_id", account).log("lease.awaited");
                told = true;
            }
            Thread.sleep(LEASE_WAIT);
        }
        throw new OwnershipLost(account);
    }

    /** The lease is gone: the page closes now; if the account is still ours to run, it is taken again. */
    private void lost(AccountId account) {
        Session session = sessions.get(account);
        if (session == null || leases.holds(session.lease())) {
            return; // that was an earlier ownership
        }
        events.close(session.events());
        session.abandon().handle((done, failure) -> {
            forget(session);
            owned.reopen(account);
            return null;
        });
    }
}
