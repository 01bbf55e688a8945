package io.wafleet.session.lifecycle;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.account.AccountState;
import io.wafleet.common.account.StatusReason;
import io.wafleet.common.account.StatusReason.Code;
import io.wafleet.session.browser.PageEvent;
import io.wafleet.session.browser.PageException;
import io.wafleet.session.event.AccountEvents;
import io.wafleet.session.ownership.Lease;
import io.wafleet.session.ownership.OwnershipLost;
import io.wafleet.session.profile.ProfileUnreadable;
import io.wafleet.session.receive.LivePage;
import io.wafleet.session.receive.Outgoing;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * The page of one session: opened when it is its turn, and again after it was lost, until the session ends. What changes
 * it runs in the session's mailbox; what only looks may look at any time.
 *
 * <p>Failure policy: whatever fails on the way to an open page leaves the account DISCONNECTED with a reason and another
 * attempt in sight, or FAILED when its budget is spent.
 */
final class SessionPage {

    private static final Logger log = LoggerFactory.getLogger(SessionPage.class);
    private static final Duration CALL_DEADLINE = Duration.ofSeconds(15);
    private static final Duration DATABASE_WAIT = Duration.ofSeconds(1);

    private final StateLog states;
    private final AccountEvents events;
    private final BooleanSupplier leaseIsHeld;
    private final SessionTools tools;
    private final Mailbox mailbox;
    private final SessionProfile profile;
    private final Recovery recovery;
    private final Outgoing outgoing = new Outgoing();
    private final PageReactions reactions;

    private volatile @Nullable LivePage page;
    private volatile long pageSince = System.nanoTime();
    private volatile boolean returning;
    /** When it began to be opened; null once it is READY, or if that is a person's affair. */
    private @Nullable Instant openingSince;

    private @Nullable PageEar ear;
    /** Numbers the openings, so that an alarm set for an earlier one does nothing. */
    private int opening;

    private boolean ended;

    /**
     * Makes the page of an account whose lease has just been taken; it is not open yet.
     *
     * @param leaseIsHeld asked before it is opened, because its turn may come after the lease has gone
     */
    SessionPage(
            StateLog states, AccountEvents events, BooleanSupplier leaseIsHeld, SessionTools tools, Mailbox mailbox) {
        this.states = states;
        this.events = events;
        this.leaseIsHeld = leaseIsHeld;
        this.tools = tools;
        this.mailbox = mailbox;
        Lease lease = new Lease(account(), states.current().epoch());
        this.profile = new SessionProfile(lease, this::mayOpen, tools);
        this.recovery = new Recovery(tools.settings(), tools.alarm().clock());
        this.reactions = new PageReactions(this, states, events, tools);
        this.returning = states.current().wanted()
                && switch (states.state()) {
                    case READY, DEGRADED, DISCONNECTED, AUTH -> true;
                    case INIT, QR, PASSKEY, LOGGED_OUT, STOPPED, FAILED -> false;
                };
    }

    AccountId account() {
        return states.current().id();
    }

    AccountState state() {
        return states.state();
    }

    StateLog states() {
        return states;
    }

    Outgoing outgoing() {
        return outgoing;
    }

    SessionProfile profile() {
        return profile;
    }

    /** The open page, if it is open. */
    Optional<LivePage> current() {
        return Optional.ofNullable(page);
    }

    /** Whether the account was up before this worker took it and has not come back yet. */
    boolean isReturning() {
        return returning;
    }

    /** Whether an attempt to open it is under way or in sight. */
    boolean isBeingTried() {
        return opening > 0 && states.state() == AccountState.DISCONNECTED;
    }

    /** Whether it has stopped to show new QR codes. */
    boolean isQrStale() {
        return reactions.isQrStale();
    }

    /** Whether it asked for a passkey long ago and has shown nothing else. */
    boolean isPasskeyStale() {
        return reactions.isPasskeyStale();
    }

    /** How long it has been as it is: in its state, and open. Of no clock but this process's own. */
    Duration age() {
        long now = System.nanoTime();
        return Duration.ofNanos(Math.min(now - states.since(), now - pageSince));
    }

    /** Does something in the mailbox. */
    void post(Mailbox.Action action) {
        mailbox.post(action);
    }

    /** Does something in the mailbox if the page is still the same. */
    void ifStill(LivePage seen, Mailbox.Action action) {
        mailbox.post(() -> {
            if (page == seen) {
                action.run();
            }
        });
    }

    // What follows runs in the mailbox.

    /** Somebody asked for the page: what failed before does not count any more. */
    void openAnew(Code reason) throws InterruptedException {
        recovery.reset();
        open(reason);
    }

    private void open(Code reason) throws InterruptedException {
        closePage();
        if (ended) {
            return;
        }
        int expected = opening;
        if (!tools.capacity().enter(account(), () -> mailbox.post(() -> openIfStill(expected, reason)))) {
            waitForRoom(reason);
            return;
        }
        states.happen(Happening.OPENING, new StatusReason(reason, null), null);
        reactions.newRound();
        openingSince = tools.alarm().clock().instant();
        openPage();
    }

    /** Opens it unless it was opened or closed since, by whom it may concern. */
    private void openIfStill(int expected, Code reason) throws InterruptedException {
        if (opening == expected && !ended) {
            open(reason);
        }
    }

    private void waitForRoom(Code reason) throws InterruptedException {
        boolean known = state() == AccountState.DISCONNECTED
                && states.current().reason().code() == Code.WAITING_FOR_CAPACITY;
        if (!known) {
            states.happen(Happening.OPENING, new StatusReason(reason, null), null);
            states.happen(
                    Happening.LOST,
                    new StatusReason(Code.WAITING_FOR_CAPACITY, "The worker has as many accounts as it has room for"),
                    null);
        }
    }

    private void openPage() throws InterruptedException {
        PageEar listener = new PageEar(
                events, outgoing, tools.inbox(), tools.alarm().clock().instant(), this::hear);
        ear = listener;
        try {
            page = listener.on(tools.pages().open(profile, states.current().network(), listener, this::mayOpen));
            pageSince = System.nanoTime();
        } catch (BrowserUnavailable none) {
            lost(none.reason(), none.getMessage());
        } catch (PageException failure) {
            lost(tools.pages().causeOfDeath(), failure.getMessage());
        } catch (ProfileUnreadable unreadable) {
            close();
            states.happen(Happening.GAVE_UP, new StatusReason(Code.PROFILE_UNREADABLE, unreadable.getMessage()), null);
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
        closePage();
        Optional<Duration> wait = recovery.after(reason);
        if (wait.isEmpty()) {
            tools.capacity().leave(account());
            states.happen(
                    Happening.GAVE_UP,
                    new StatusReason(Code.RECOVERY_FAILED, "Too often: " + reason + detailOf(detail)),
                    null);
            profile.keep();
            return;
        }
        tools.meters().restarts(reason);
        Instant next = tools.alarm().clock().instant().plus(wait.get());
        states.happen(Happening.LOST, new StatusReason(reason, detail), next);
        int expected = opening;
        tools.alarm().in(wait.get(), () -> mailbox.post(() -> openIfStill(expected, reason)));
    }

    /** Closes the page for good, and keeps its profile: nothing will open it but a command. */
    void putAway() throws InterruptedException {
        close();
        profile.keep();
    }

    /** Closes the page; nothing will open it but a command. */
    void close() {
        closePage();
        tools.capacity().leave(account());
    }

    private void closePage() {
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
            profile.drop();
        } catch (UncheckedIOException left) {
            if (state() != AccountState.LOGGED_OUT) {
                states.happen(Happening.STOPPED);
            }
            throw left;
        }
    }

    /** Closes the page, and nothing opens it again. */
    void end() {
        ended = true;
        close();
    }

    /** The account is READY on it. */
    void isReady() {
        returning = false;
        recovery.succeeded();
        LivePage open = page;
        profile.checkpointWhile(() -> page == open);
        Instant since = openingSince;
        if (since != null) {
            tools.meters().ready(Duration.between(since, tools.alarm().clock().instant()));
            openingSince = null;
        }
    }

    /** Closes the page, which brings what it stored onto the disk, keeps that, and opens it again; the state stays. */
    void reopen() throws InterruptedException {
        closePage();
        profile.keep();
        openPage();
    }

    /** It shows a QR code, or asks for a passkey: no phone is linked. */
    void waitsForPerson() {
        returning = false;
        profile.hasNoLogin();
        openingSince = null;
    }

    /** A person is about to link it: rounds of QR codes are counted from the start. */
    void startLinking() {
        reactions.newRound();
    }

    /** Asks WhatsApp Web to unlink this device from the phone. */
    LogoutResult.Phone tellPhone() {
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

    private void hear(PageEar from, PageEvent event) {
        mailbox.post(() -> react(from, event));
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

    private static String detailOf(@Nullable String detail) {
        return detail == null ? "" : " (" + detail + ")";
    }
}
