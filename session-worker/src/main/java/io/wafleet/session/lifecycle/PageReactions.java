package io.wafleet.session.lifecycle;

import io.wafleet.common.account.AccountState;
import io.wafleet.common.account.StatusReason;
import io.wafleet.common.account.StatusReason.Code;
import io.wafleet.common.event.PasskeyAsked;
import io.wafleet.common.event.QrIssued;
import io.wafleet.session.browser.PageEvent;
import io.wafleet.session.browser.PageException;
import io.wafleet.session.browser.Self;
import io.wafleet.session.event.AccountEvents;
import io.wafleet.session.receive.LivePage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a session does when its page tells something; runs in the session's mailbox. */
final class PageReactions {

    private static final Duration CALL_DEADLINE = Duration.ofSeconds(15);

    private final SessionPage page;
    private final StateLog states;
    private final AccountEvents events;
    private final SessionTools tools;
    private volatile QrRound round;
    /** Whether the login has come by a scan and may not be on the disk yet. */
    private boolean fresh;

    private boolean passkeyFailed;
    private volatile @Nullable Instant passkeyUntil;

    PageReactions(SessionPage page, StateLog states, AccountEvents events, SessionTools tools) {
        this.page = page;
        this.states = states;
        this.events = events;
        this.tools = tools;
        this.round = new QrRound(tools.settings().qr(), tools.alarm().clock());
    }

    /** The page is opened anew: QR codes are counted from the start. */
    void newRound() {
        fresh = false;
        round = new QrRound(tools.settings().qr(), tools.alarm().clock());
    }

    boolean isQrStale() {
        return round.isStale();
    }

    /** Whether the prompt has long gone, and the page has shown nothing else. */
    boolean isPasskeyStale() {
        Instant end = passkeyUntil;
        return end != null
                && tools.alarm()
                        .clock()
                        .instant()
                        .isAfter(end.plus(tools.settings().settleDeadline()));
    }

    void to(PageEvent event) throws InterruptedException {
        switch (event) {
            case PageEvent.QrShown shown -> showQr(shown.raw());
            case PageEvent.QrIdle idle -> refreshQr();
            case PageEvent.PasskeyAsked asked -> askForPasskey(asked);
            case PageEvent.PasskeyGone gone -> passkeyFailed = true;
            case PageEvent.Authenticated authenticated -> scanned();
            case PageEvent.Ready ready -> becomeReady(ready.self());
            case PageEvent.LoggedOut loggedOut -> unlinked();
            case PageEvent.Conflict conflict ->
                page.lost(Code.CONFLICT, "WhatsApp Web was opened somewhere else with this login");
            case PageEvent.Unreachable unreachable -> page.lost(Code.SITE_UNREACHABLE, unreachable.reason());
            case PageEvent.Crashed crashed -> page.lost(tools.pages().causeOfDeath(), crashed.reason());
            case PageEvent.StreamChanged stream -> HealthProbe.soon(page, tools);
            case PageEvent.MessageSeen seen -> throw new IllegalStateException("Messages go to the inbox");
            case PageEvent.Happened happened -> throw new IllegalStateException("Happenings go to the inbox");
            case PageEvent.AckChanged acked -> throw new IllegalStateException("Acks go to the inbox");
        }
    }

    private void showQr(String raw) throws InterruptedException {
        AccountState state = states.state();
        if (state != AccountState.QR
                && Transitions.next(state, Happening.QR_SHOWN).isEmpty()) {
            return;
        }
        page.waitsForPerson();
        Instant expiresAt = round.shown();
        // Before the state, so that nobody reads QR and finds no code.
        tools.accounts().showQr(page.account(), states.current().epoch(), raw, expiresAt);
        if (state == AccountState.PASSKEY) {
            states.happen(
                    Happening.QR_SHOWN,
                    new StatusReason(
                            Code.PASSKEY_FAILED,
                            passkeyFailed
                                    ? "Nobody answered the passkey prompt in time"
                                    : "The passkey was not accepted"),
                    null);
        } else {
            states.happen(Happening.QR_SHOWN);
        }
        events.tell(new QrIssued(raw, expiresAt));
    }

    private void askForPasskey(PageEvent.PasskeyAsked asked) throws InterruptedException {
        AccountState state = states.state();
        if (state != AccountState.PASSKEY
                && Transitions.next(state, Happening.PASSKEY_ASKED).isEmpty()) {
            return;
        }
        page.waitsForPerson();
        passkeyFailed = false;
        Instant expiresAt = tools.alarm().clock().instant().plus(asked.timeout());
        passkeyUntil = expiresAt;
        // Before the state, so that nobody reads PASSKEY and finds no prompt.
        tools.accounts().showPasskey(page.account(), states.current().epoch(), asked.request(), expiresAt);
        states.happen(Happening.PASSKEY_ASKED);
        events.tell(new PasskeyAsked(asked.request(), expiresAt));
    }

    private void refreshQr() throws InterruptedException {
        if (states.state() != AccountState.QR) {
            return;
        }
        if (!round.mayRefresh()) {
            tools.accounts().setWanted(page.account(), false);
            page.close();
            states.happen(Happening.QR_TIMED_OUT);
            return;
        }
        LivePage open = page.current().orElse(null);
        if (open == null) {
            return;
        }
        try {
            open.page().refreshQr(CALL_DEADLINE);
        } catch (PageException failure) {
            if (failure.kind() != PageException.Kind.REJECTED) { // a scan at the last moment
                page.lost(Code.PAGE_SILENT, failure.getMessage());
            }
        }
    }

    private void becomeReady(Self self) throws InterruptedException {
        tools.accounts()
                .link(
                        page.account(),
                        states.current().epoch(),
                        self.phone(),
                        self.lid(),
                        storable(self.pushName()),
                        storable(self.platform()));
        states.reread();
        if (states.state() == AccountState.QR) {
            scanned();
        }
        page.profile().hasLogin();
        if (fresh) {
            // Chromium writes a login down up to half a minute late; closing the page once makes it durable, and only a
            // login that outlives this machine's next moment is called READY.
            fresh = false;
            page.reopen();
            return;
        }
        try {
            page.profile().makeDurable();
        } catch (IOException failure) {
            page.lost(tools.pages().causeOfDeath(), "The login could not be kept: " + failure.getMessage());
            return;
        }
        String note = page.profile().note();
        states.happen(Happening.LOGIN_FOUND, new StatusReason(Code.LOGIN_RESTORED, note), null);
        states.happen(Happening.SYNCED, new StatusReason(Code.SYNCED, note), null);
        page.isReady();
        page.current().ifPresent(open -> {
            tools.inbox().resume(open);
            tools.whenReady().begin(open);
        });
    }

    private void scanned() throws InterruptedException {
        if (Transitions.next(states.state(), Happening.SCANNED).isPresent()) {
            page.profile().startLogin();
            states.happen(Happening.SCANNED);
            fresh = true;
            tools.whenReady().linked(page.account());
        }
    }

    private void unlinked() throws InterruptedException {
        if (Transitions.next(states.state(), Happening.UNLINKED).isEmpty()) {
            return;
        }
        tools.accounts().setWanted(page.account(), false);
        states.happen(Happening.UNLINKED);
        page.dropLogin();
    }

    private static @Nullable String storable(@Nullable String text) {
        return text == null ? null : text.replace("\0", "");
    }
}
