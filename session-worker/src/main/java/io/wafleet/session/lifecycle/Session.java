package io.wafleet.session.lifecycle;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.account.AccountState;
import io.wafleet.common.account.StatusReason;
import io.wafleet.common.account.StatusReason.Code;
import io.wafleet.common.command.AccountResult;
import io.wafleet.session.account.Account;
import io.wafleet.session.browser.PageEvent;
import io.wafleet.session.browser.PageException;
import io.wafleet.session.event.AccountEvents;
import io.wafleet.session.ownership.Lease;
import io.wafleet.session.ownership.OwnershipLost;
import io.wafleet.session.receive.LivePage;
import io.wafleet.session.receive.Outgoing;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * One account on this worker, from the taking of its lease to its end. Everything that changes it goes through its
 * mailbox; what only looks may look at any time.
 *
 * <p>Failure policy: whatever fails on the way to an open page leaves the account DISCONNECTED with a reason and another
 * attempt in sight, or FAILED when its budget is spent; no failure leaves this class.
 */
public final class Session {

    private static final Logger log = LoggerFactory.getLogger(Session.class);
    private static final Duration CALL_DEADLINE = Duration.ofSeconds(15);
    private static final Duration DATABASE_WAIT = Duration.ofSeconds(1);

    private final Lease lease;
    private final BooleanSupplier leaseIsHeld;
    private final StateLog states;
    private final AccountEvents events;
    private final SessionTools tools;
    private final Mailbox mailbox;
    private final Recovery recovery;
    private final Outgoing outgoing = new Outgoing();
    private final PageReactions reactions;
    /** Whether another worker, or an earlier life of this one, had the page open: then it will be READY again soon. */
    private volatile boolean returning;

    private volatile @Nullable LivePage page;
    private volatile long pageSince = System.nanoTime();
    private @Nullable PageEar ear;
    /** Numbers the openings, so that an alarm set for an earlier one does nothing. */
    private int opening;

    private boolean ended;

    /**
     * Makes the session of an account whose lease has just been taken.
     *
     * @param leaseIsHeld asked before a page is opened, because its turn may come after the lease has gone
     */
    Session(Lease lease, BooleanSupplier leaseIsHeld, Account account, AccountEvents events, SessionTools tools) {
        this.lease = lease;
        this.leaseIsHeld = leaseIsHeld;
        this.events = events;
        this.tools = tools;
        this.states = new StateLog(tools.accounts(), events, account);
        this.mailbox = new Mailbox("session-" + account.id());
        this.recovery = new Recovery(tools.settings(), tools.alarm().clock());
        this.reactions = new PageReactions(this, states, events, tools);
        this.returning = account.wanted()
                && (account.state() == AccountState.READY
                        || account.state() == AccountState.DEGRADED
                        || account.state() == AccountState.DISCONNECTED
                        || account.state() == AccountState.AUTH);
    }

    public AccountId account() {
        return lease.account();
    }

    public AccountEvents events() {
        return events;
    }

    public Outgoing outgoing() {
        return outgoing;
    }

    public AccountState state() {
        return states.state();
    }

    /** How long it has been as it is: in its state, and with its page. Of no clock but this process's own. */
    Duration age() {
        long now = System.nanoTime();
        return Duration.ofNanos(Math.min(now - states.since(), now - pageSince));
    }

    Lease lease() {
        return lease;
    }

    /** Whether it was up before this worker took it and has not come back yet. */
    public boolean isReturning() {
        return returning;
    }

    /** Its page, while READY. */
    public Optional<LivePage> readyPage() {
        LivePage open = page;
        return states.state() == AccountState.READY ? Optional.ofNullable(open) : Optional.empty();
    }

    /** Its page, while it has one. */
    Optional<LivePage> currentPage() {
        return Optional.ofNullable(page);
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

    private boolean isOnItsWay(AccountState state, Instant until) {
        Instant next = states.current().nextAttemptAt();
        return switch (state) {
            // READY without a page: it has just been closed, and the state follows.
            case INIT, AUTH, DEGRADED, READY -> true;
            case DISCONNECTED -> next == null || next.isBefore(until);
            case QR, LOGGED_OUT, STOPPED, FAILED -> false;
        };
    }

    /** Tells the state it was found in. */
    CompletableFuture<AccountResult> begin() {
        return mailbox.ask(() -> {
            states.retell();
            return result();
        });
    }

    /** Opens the page unless it is open. */
    CompletableFuture<AccountResult> connect(Code reason) {
        return mailbox.ask(() -> {
            tools.accounts().setWanted(account(), true);
            boolean open = Transitions.isOpen(states.state()) && page != null;
            boolean trying =
                    states.state() == AccountState.DISCONNECTED && reason == Code.WORKER_STARTED && opening > 0;
            if (!open && !trying) {
                recovery.reset();
                open(reason);
            }
            return result();
        });
    }

    CompletableFuture<AccountResult> restart() {
        return mailbox.ask(() -> {
            tools.accounts().setWanted(account(), true);
            recovery.reset();
            open(Code.REQUESTED);
            return result();
        });
    }

    CompletableFuture<AccountResult> stop() {
        return mailbox.ask(() -> {
            tools.accounts().setWanted(account(), false);
            close();
            states.happen(Happening.STOPPED);
            return result();
        });
    }

    CompletableFuture<LogoutResult> logOut() {
        return mailbox.ask(() -> {
            tools.accounts().setWanted(account(), false);
            LogoutResult.Phone phone = tellPhone();
            dropLogin();
            states.happen(Happening.LOGGED_OUT);
            return LogoutResult.of(states.current(), phone);
        });
    }

    /** Takes everything of the account away, in the browser and in the database. */
    CompletableFuture<LogoutResult> delete() {
        return mailbox.ask(() -> {
            tools.accounts().setWanted(account(), false);
            LogoutResult.Phone phone = tellPhone();
            dropLogin();
            states.happen(Happening.STOPPED);
            LogoutResult last = LogoutResult.of(states.current(), phone);
            tools.accounts().delete(account());
            ended = true;
            return last;
        });
    }

    /** Closes the page because the account goes to another worker; the account itself is to run on. */
    CompletableFuture<AccountResult> letGo() {
        return mailbox.ask(() -> {
            ended = true;
            close();
            states.happen(Happening.LET_GO);
            return result();
        });
    }

    /** Closes the page because the account is lost to another worker; nothing may be written or told any more. */
    CompletableFuture<Void> abandon() {
        states.end();
        return mailbox.ask(() -> {
            ended = true;
            close();
            return null;
        });
    }

    void end() {
        states.end();
    }

    // What follows runs in the mailbox.

    void open(Code reason) throws InterruptedException {
        close();
        if (ended) {
            return;
        }
        states.happen(Happening.OPENING, new StatusReason(reason, null), null);
        reactions.newRound();
        openPage();
    }

    private void openPage() throws InterruptedException {
        PageEar listener = new PageEar(events, outgoing, tools.inbox(), this::hear);
        ear = listener;
        try {
            page = listener.on(tools.pages().open(account(), states.current().network(), listener, this::mayOpen));
            pageSince = System.nanoTime();
        } catch (BrowserUnavailable none) {
            lost(none.reason(), none.getMessage());
        } catch (PageException failure) {
            lost(tools.pages().causeOfDeath(), failure.getMessage());
        } catch (OwnershipLost gone) {
            throw gone;
        } catch (RuntimeException unexpected) {
            log.atError()
                    .addKeyValue("account_id", account())
                    .setCause(unexpected)
                    .log("session.page_not_opened");
            lost(tools.pages().causeOfDeath(), "The page could not be opened");
        }
    }

    private boolean mayOpen() {
        return !states.isEnded() && leaseIsHeld.getAsBoolean();
    }

    /** The page is of no use any more: closes it, and opens another when it is time. */
    void lost(Code reason, @Nullable String detail) throws InterruptedException {
        close();
        Optional<Duration> wait = recovery.after(reason);
        if (wait.isEmpty()) {
            states.happen(
                    Happening.GAVE_UP,
                    new StatusReason(Code.RECOVERY_FAILED, "Too often: " + reason + detailOf(detail)),
                    null);
            return;
        }
        Instant next = tools.alarm().clock().instant().plus(wait.get());
        states.happen(Happening.LOST, new StatusReason(reason, detail), next);
        int expected = opening;
        tools.alarm()
                .in(
                        wait.get(),
                        () -> mailbox.post(() -> {
                            if (opening == expected && !ended) {
                                open(reason);
                            }
                        }));
    }

    /** Closes the page for good: nothing will open it but a command. */
    void close() {
        opening++;
        PageEar listening = ear;
        if (listening != null) {
            listening.stop();
            ear = null;
        }
        LivePage open = page;
        if (open != null) {
            page = null;
            open.page().close();
        }
    }

    /** Closes the page and takes the stored login away; if that fails the account is at least stopped. */
    void dropLogin() throws InterruptedException {
        close();
        if (!mayOpen()) {
            throw new OwnershipLost(account()); // another worker may have the profile open by now
        }
        try {
            tools.pages().deleteProfile(account());
        } catch (UncheckedIOException left) {
            if (state() != AccountState.LOGGED_OUT) {
                states.happen(Happening.STOPPED);
            }
            throw left;
        }
    }

    void isReady() {
        returning = false;
        recovery.succeeded();
    }

    /** Closes the page, which brings what it stored onto the disk, and opens it again; the state stays. */
    void reopen() throws InterruptedException {
        close();
        openPage();
    }

    void waitsForPerson() {
        returning = false;
    }

    /** Whether the page has stopped to show new QR codes. */
    boolean isQrStale() {
        return reactions.isQrStale();
    }

    /** Does something with this session if the given ear is still the one that listens. */
    void whileListening(PageEar to, Mailbox.Action action) {
        mailbox.post(() -> {
            if (ear == to) {
                action.run();
            }
        });
    }

    @Nullable
    PageEar ear() {
        return ear;
    }

    /** Does something in the mailbox if the page is still the same. */
    void onSamePage(LivePage seen, Mailbox.Action action) {
        mailbox.post(() -> {
            if (page == seen) {
                action.run();
            }
        });
    }

    void post(Mailbox.Action action) {
        mailbox.post(action);
    }

    StateLog states() {
        return states;
    }

    private void hear(PageEar from, PageEvent event) {
        whileListening(from, () -> react(from, event));
    }

    /** Tries again while Postgres is away: what a page has told it does not tell twice. */
    private void react(PageEar from, PageEvent event) throws InterruptedException {
        while (ear == from && !states.isEnded()) {
            try {
                reactions.to(event);
                return;
            } catch (DataIntegrityViolationException unstorable) {
                throw unstorable;
            } catch (DataAccessException away) {
                log.atWarn()
                        .addKeyValue("account_id", account())
                        .addKeyValue(
                                "error",
                                String.valueOf(away.getMostSpecificCause().getMessage()))
                        .log("session.reaction_delayed");
                Thread.sleep(DATABASE_WAIT);
            }
        }
    }

    private LogoutResult.Phone tellPhone() {
        LivePage open = page;
        if (open == null) {
            return LogoutResult.Phone.NOT_TOLD;
        }
        try {
            open.page().logout(CALL_DEADLINE);
            return LogoutResult.Phone.TOLD;
        } catch (PageException failure) {
            log.atInfo()
                    .addKeyValue("account_id", account())
                    .addKeyValue("error", failure.getMessage())
                    .log("session.phone_not_told");
            return LogoutResult.Phone.NOT_TOLD;
        }
    }

    /** Where the account stands. */
    AccountResult result() {
        Account now = states.current();
        return new AccountResult(now.id(), now.state(), now.statusSeq());
    }

    private static String detailOf(@Nullable String detail) {
        return detail == null ? "" : " (" + detail + ")";
    }
}
