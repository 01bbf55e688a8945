package io.wafleet.session.lifecycle;

import io.wafleet.common.account.AccountState;
import io.wafleet.common.account.StatusReason;
import io.wafleet.common.event.AccountStatusChanged;
import io.wafleet.common.event.EventIds;
import io.wafleet.common.event.EventType;
import io.wafleet.session.account.Account;
import io.wafleet.session.account.Accounts;
import io.wafleet.session.event.AccountEvents;
import io.wafleet.session.ownership.OwnershipLost;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * The one writer of an account's state during one ownership: first the row, then the event.
 *
 * <p>Failure policy: while Postgres or Kafka is away it tries again until the ownership ends; the account's state stands
 * still meanwhile, its page does not. A worker that dies between row and event has its successor tell the event.
 */
final class StateLog {

    private static final Logger log = LoggerFactory.getLogger(StateLog.class);
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final Accounts accounts;
    private final AccountEvents events;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private volatile Account current;
    private volatile long since = System.nanoTime();
    private volatile boolean ended;

    StateLog(Accounts accounts, AccountEvents events, Account current) {
        this.accounts = accounts;
        this.events = events;
        this.current = current;
    }

    Account current() {
        return current;
    }

    AccountState state() {
        return current.state();
    }

    /** When it came into its state on this worker, by {@link System#nanoTime()}. */
    long since() {
        return since;
    }

    /** Tells the state the account was found in, in case the owner before died before telling it. */
    void retell() throws InterruptedException {
        tell(current, null);
    }

    /** Lets it happen; a happening that changes nothing leaves no trace. */
    boolean happen(Happening happening) throws InterruptedException {
        return happen(happening, new StatusReason(happening.reason(), null), null);
    }

    boolean happen(Happening happening, StatusReason reason, @Nullable Instant nextAttemptAt)
            throws InterruptedException {
        AccountState before = current.state();
        AccountState after = Transitions.next(before, happening).orElse(null);
        if (after == null) {
            return false;
        }
        Account changedTo = write(after, reason, nextAttemptAt);
        log.atInfo()
                .addKeyValue("account_id", changedTo.id())
                .addKeyValue("from", before)
                .addKeyValue("to", after)
                .addKeyValue("reason", reason.code())
                .addKeyValue("detail", reason.message())
                .addKeyValue("status_seq", changedTo.statusSeq())
                .log("session.transition");
        become(changedTo);
        tell(changedTo, before);
        return true;
    }

    /** Takes over what another statement has written, such as whom the account is linked as. */
    void reread() {
        accounts.find(current.id())
                .filter(row -> row.epoch() == current.epoch())
                .ifPresent(this::become);
    }

    /** Waits until the state is one of those wanted; returns whatever it is at the end. */
    AccountState await(Predicate<AccountState> wanted, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (!ended && !wanted.test(current.state()) && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (ended) {
                throw new OwnershipLost(current.id());
            }
            return current.state();
        } finally {
            lock.unlock();
        }
    }

    boolean isEnded() {
        return ended;
    }

    /** The ownership is over: who waits is told so. */
    void end() {
        ended = true;
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Account write(AccountState state, StatusReason reason, @Nullable Instant nextAttemptAt)
            throws InterruptedException {
        while (true) {
            if (ended) {
                throw new OwnershipLost(current.id());
            }
            try {
                return accounts.changeState(current.id(), current.epoch(), state, storable(reason), nextAttemptAt)
                        .orElseThrow(() -> new OwnershipLost(current.id()));
            } catch (DataAccessException away) {
                log.atWarn()
                        .addKeyValue("account_id", current.id())
                        .addKeyValue(
                                "error",
                                String.valueOf(away.getMostSpecificCause().getMessage()))
                        .log("session.write_failed");
                Thread.sleep(WAIT);
            }
        }
    }

    /** A page's own words may hold a NUL, which Postgres does not take. */
    private static StatusReason storable(StatusReason reason) {
        String message = reason.message();
        return message == null ? reason : new StatusReason(reason.code(), message.replace('\0', ' '));
    }

    private void become(Account account) {
        lock.lock();
        try {
            if (account.statusSeq() != current.statusSeq()) {
                since = System.nanoTime();
            }
            current = account;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void tell(Account account, @Nullable AccountState before) throws InterruptedException {
        events.tell(
                EventIds.of(account.id(), EventType.ACCOUNT_STATUS, "status:" + account.statusSeq()),
                new AccountStatusChanged(
                        account.state(),
                        before,
                        account.statusSeq(),
                        account.reason(),
                        account.phone(),
                        account.pushName(),
                        account.platform(),
                        account.worker(),
                        account.nextAttemptAt()));
    }
}
