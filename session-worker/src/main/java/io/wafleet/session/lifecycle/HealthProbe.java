package io.wafleet.session.lifecycle;

import io.wafleet.common.account.AccountState;
import io.wafleet.common.account.StatusReason.Code;
import io.wafleet.session.browser.PageException;
import io.wafleet.session.browser.PageProbe;
import io.wafleet.session.receive.LivePage;
import java.time.Duration;

/**
 * Asks one page how it is, and lets its session know.
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
    static void soon(SessionPage page, SessionTools tools) {
        tools.alarm()
                .in(
                        SOON,
                        () -> Thread.ofVirtual().name("probe-" + page.account()).start(() -> probe(page, tools)));
    }

    static void probe(SessionPage page, SessionTools tools) {
        LivePage open = page.current().orElse(null);
        AccountState state = page.state();
        if (open == null || (state != AccountState.READY && state != AccountState.DEGRADED)) {
            giveUpIfStuck(page, tools);
            return;
        }
        PageProbe answer;
        try {
            answer = answerOf(open, tools.settings().health().deadline());
        } catch (PageException silent) {
            switch (silent.kind()) {
                case GONE -> {}
                case TIMEOUT -> page.ifStill(open, () -> page.lost(Code.PAGE_SILENT, "The page does not answer"));
                default -> page.ifStill(open, () -> judge(page, tools, NO_BRIDGE));
            }
            return;
        }
        page.ifStill(open, () -> judge(page, tools, answer));
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

    private static void judge(SessionPage page, SessionTools tools, PageProbe answer) throws InterruptedException {
        StateLog states = page.states();
        if (answer.streamIsAlive()) {
            if (states.state() == AccountState.DEGRADED) {
                states.happen(Happening.SYNCED);
            }
            return;
        }
        boolean longSilent = states.state() == AccountState.DEGRADED
                && page.age().compareTo(tools.settings().health().silence()) > 0;
        if (longSilent) {
            page.lost(Code.STREAM_LOST, "The stream stayed silent: " + answer.streamInfo());
        } else {
            states.happen(Happening.STREAM_SILENT);
        }
    }

    private static void giveUpIfStuck(SessionPage page, SessionTools tools) {
        if (isStuck(page, tools)) {
            page.post(() -> {
                if (isStuck(page, tools)) {
                    page.lost(Code.PAGE_SILENT, "Stuck in " + page.state());
                }
            });
        }
    }

    private static boolean isStuck(SessionPage page, SessionTools tools) {
        if (page.current().isEmpty()) {
            return false;
        }
        return switch (page.state()) {
            case INIT, AUTH -> page.age().compareTo(tools.settings().settleDeadline()) > 0;
            case QR -> page.isQrStale();
            case PASSKEY -> page.isPasskeyStale();
            default -> false;
        };
    }
}
