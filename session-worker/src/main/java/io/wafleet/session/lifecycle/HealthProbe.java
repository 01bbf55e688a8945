package io.wafleet.session.lifecycle;

import io.wafleet.common.account.AccountState;
import io.wafleet.common.account.StatusReason.Code;
import io.wafleet.session.browser.PageException;
import io.wafleet.session.browser.PageProbe;
import io.wafleet.session.receive.LivePage;
import java.time.Duration;

/**
 * Asks one page how it is, and lets the session know.
 *
 * <p>Failure policy: two probes in a row without an answer mean that the page hangs; a page where our bridge does not run
 * counts as silent; a page that is gone tells that itself.
 */
final class HealthProbe {

    private static final Duration SOON = Duration.ofSeconds(3);
    /** Another page than WhatsApp Web's, or one that our bridge does not fit. */
    private static final PageProbe NO_BRIDGE = new PageProbe(false, false, null, "the page is not WhatsApp Web", null);

    private HealthProbe() {}

    /** Probes after a moment, because a stream that changes often comes back by itself. */
    static void soon(Session session, SessionTools tools) {
        tools.alarm()
                .in(
                        SOON,
                        () -> Thread.ofVirtual()
                                .name("probe-" + session.account())
                                .start(() -> probe(session, tools)));
    }

    static void probe(Session session, SessionTools tools) {
        LivePage page = session.currentPage().orElse(null);
        AccountState state = session.state();
        if (page == null || (state != AccountState.READY && state != AccountState.DEGRADED)) {
            giveUpIfStuck(session, tools);
            return;
        }
        PageProbe answer;
        try {
            answer = answerOf(page, tools.settings().health().deadline());
        } catch (PageException silent) {
            switch (silent.kind()) {
                case GONE -> {}
                case TIMEOUT ->
                    session.onSamePage(page, () -> session.lost(Code.PAGE_SILENT, "The page does not answer"));
                default -> session.onSamePage(page, () -> judge(session, tools, NO_BRIDGE));
            }
            return;
        }
        session.onSamePage(page, () -> judge(session, tools, answer));
    }

    private static PageProbe answerOf(LivePage page, Duration deadline) throws PageException {
        try {
            return page.page().probe(deadline);
        } catch (PageException first) {
            if (first.kind() != PageException.Kind.TIMEOUT) {
                throw first;
            }
            return page.page().probe(deadline);
        }
    }

    private static void judge(Session session, SessionTools tools, PageProbe answer) throws InterruptedException {
        StateLog states = session.states();
        if (answer.streamIsAlive()) {
            if (states.state() == AccountState.DEGRADED) {
                states.happen(Happening.SYNCED);
            }
            return;
        }
        boolean longSilent = states.state() == AccountState.DEGRADED
                && session.age().compareTo(tools.settings().health().silence()) > 0;
        if (longSilent) {
            session.lost(Code.STREAM_LOST, "The stream stayed silent: " + answer.streamInfo());
        } else {
            states.happen(Happening.STREAM_SILENT);
        }
    }

    private static void giveUpIfStuck(Session session, SessionTools tools) {
        if (isStuck(session, tools)) {
            session.post(() -> {
                if (isStuck(session, tools)) {
                    session.lost(Code.PAGE_SILENT, "Stuck in " + session.state());
                }
            });
        }
    }

    private static boolean isStuck(Session session, SessionTools tools) {
        if (session.currentPage().isEmpty()) {
            return false;
        }
        return switch (session.state()) {
            case INIT, AUTH -> session.age().compareTo(tools.settings().settleDeadline()) > 0;
            case QR -> session.isQrStale();
            default -> false;
        };
    }
}
