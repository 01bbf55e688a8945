package io.wafleet.session.lifecycle;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.account.AccountState;
import io.wafleet.common.account.StatusReason.Code;
import io.wafleet.common.command.AccountResult;
import io.wafleet.session.account.Account;
import io.wafleet.session.event.AccountEvents;
import io.wafleet.session.ownership.Lease;
import io.wafleet.session.receive.LivePage;
import io.wafleet.session.receive.Outgoing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * One account on this worker, from the taking of its lease to its end. Everything that changes it goes through its
 * mailbox; what only looks may look at any time.
 *
 * <p>Failure policy: {@link SessionPage} deals with what fails on the way to an open page; what a command needs and cannot
 * have fails the command.
 */
public final class Session {

    private final Lease lease;
    private final StateLog states;
    private final AccountEvents events;
    private final SessionTools tools;
    private final Mailbox mailbox;
    private final SessionPage page;

    Session(Lease lease, BooleanSupplier leaseIsHeld, Account account, AccountEvents events, SessionTools tools) {
        this.lease = lease;
        this.events = events;
        this.tools = tools;
        this.states = new StateLog(tools.accounts(), events, account);
        this.mailbox = new Mailbox("session-" + account.id());
        this.page = new SessionPage(states, events, leaseIsHeld, tools, mailbox);
    }

    public AccountId account() {
        return lease.account();
    }

    public AccountEvents events() {
        return events;
    }

    public Outgoing outgoing() {
        return page.outgoing();
    }

    public AccountState state() {
        return states.state();
    }

    Lease lease() {
        return lease;
    }

    /** Whether it was up before this worker took it and has not come back yet. */
    public boolean isReturning() {
        return page.isReturning();
    }

    /** Its page, while READY. */
    public Optional<LivePage> readyPage() {
        return page.current().filter(open -> states.state() == AccountState.READY);
    }

    /**
     * Waits for READY as long as the account is on its way there.
     *
     * @return the page, or empty when it is not READY in time or will not be
     */
    public Optional<LivePage> awaitReady(Duration atMost) throws InterruptedException {
        Instant until = tools.alarm().clock().instant().plus(atMost);
        states.await(state -> readyPage().isPresent() || !isOnItsWay(state, until), atMost);
        return readyPage();
    }

    /**
     * Waits for the page to show how it can be linked, as long as it is on its way there.
     *
     * @param wanted QR or PASSKEY
     * @return the page, or empty when it does not come to that in time
     */
    Optional<LivePage> awaitLinking(AccountState wanted, Duration atMost) throws InterruptedException {
        states.await(state -> state != AccountState.INIT, atMost);
        return page.current().filter(open -> states.state() == wanted);
    }

    /** Waits until it is in another state; returns whichever it is at the end. */
    AccountState awaitOther(AccountState than, Duration atMost) throws InterruptedException {
        return states.await(state -> state != than, atMost);
    }

    private boolean isOnItsWay(AccountState state, Instant until) {
        Instant next = states.current().nextAttemptAt();
        return switch (state) {
            // READY without a page: it has just been closed, and the state follows.
            case INIT, AUTH, DEGRADED, READY -> true;
            case DISCONNECTED -> next == null || next.isBefore(until);
            case QR, PASSKEY, LOGGED_OUT, STOPPED, FAILED -> false;
        };
    }

    /** Tells the state it was found in. */
    CompletableFuture<AccountResult> begin() {
        return mailbox.ask(() -> {
            states.retell();
            return result();
        });
    }

    SessionPage page() {
        return page;
    }

    /** Opens the page unless it is open. */
    CompletableFuture<AccountResult> connect(Code reason) {
        return mailbox.ask(() -> {
            tools.accounts().setWanted(account(), true);
            boolean open = Transitions.isOpen(states.state()) && page.current().isPresent();
            boolean trying = reason == Code.WORKER_STARTED && page.isBeingTried();
            if (!open && !trying) {
                page.openAnew(reason);
            }
            return result();
        });
    }

    CompletableFuture<AccountResult> restart() {
        return mailbox.ask(() -> {
            tools.accounts().setWanted(account(), true);
            page.openAnew(Code.REQUESTED);
            return result();
        });
    }

    CompletableFuture<AccountResult> stop() {
        return mailbox.ask(() -> {
            tools.accounts().setWanted(account(), false);
            page.putAway();
            states.happen(Happening.STOPPED);
            return result();
        });
    }

    CompletableFuture<LogoutResult> logOut() {
        return mailbox.ask(() -> {
            tools.accounts().setWanted(account(), false);
            LogoutResult.Phone phone = page.tellPhone();
            page.dropLogin();
            states.happen(Happening.LOGGED_OUT);
            return LogoutResult.of(states.current(), phone);
        });
    }

    /** Takes everything of the account away, in the browser and in the database. */
    CompletableFuture<LogoutResult> delete() {
        return mailbox.ask(() -> {
            tools.accounts().setWanted(account(), false);
            LogoutResult.Phone phone = page.tellPhone();
            page.dropLogin();
            states.happen(Happening.STOPPED);
            LogoutResult last = LogoutResult.of(states.current(), phone);
            tools.accounts().delete(account());
            page.end();
            return last;
        });
    }

    /** Closes the page because the account goes to another worker, and keeps its profile for that one. */
    CompletableFuture<AccountResult> letGo() {
        return mailbox.ask(() -> {
            page.end();
            page.putAway();
            states.happen(Happening.LET_GO);
            return result();
        });
    }

    /** Closes the page because the account is lost to another worker; nothing may be written or told any more. */
    CompletableFuture<Void> abandon() {
        states.end();
        return mailbox.ask(() -> {
            page.end();
            return null;
        });
    }

    void end() {
        states.end();
    }

    /** Where the account stands. */
    AccountResult result() {
        Account now = states.current();
        return new AccountResult(now.id(), now.state(), now.statusSeq());
    }
}
