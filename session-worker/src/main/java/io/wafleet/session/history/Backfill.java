package io.wafleet.session.history;

import io.wafleet.common.account.AccountId;
import io.wafleet.session.browser.PageException;
import io.wafleet.session.browser.PageHistory;
import io.wafleet.session.browser.PageMessage;
import io.wafleet.session.browser.PagePart;
import io.wafleet.session.receive.LivePage;
import io.wafleet.session.receive.NewsMarks;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Tells what a page has and nobody was told: messages that came while no page was open, or that a worker had no time to
 * tell before it died. What the page itself tells meanwhile waits, so that the older comes first.
 *
 * <p>Failure policy: a page or a database that does not answer is asked again, with growing waits, as long as the page is
 * open; what the page itself tells waits for the first attempt only. The mark stays until all is told, so that the next
 * page goes on.
 */
@Component
class Backfill {

    private static final Logger log = LoggerFactory.getLogger(Backfill.class);
    private static final int AT_ONCE = 100;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final NewsMarks marks;
    private final HistorySettings settings;
    private final Clock clock;

    Backfill(NewsMarks marks, HistorySettings settings, Clock clock) {
        this.marks = marks;
        this.settings = settings;
        this.clock = clock;
    }

    void linked(AccountId account) {
        marks.linked(account);
    }

    /** Returns when all is told, or when it has to be tried later. */
    void of(LivePage page) throws InterruptedException {
        boolean done = false;
        try {
            done = isTold(page);
        } finally {
            page.arrivals().flow();
            if (done) {
                marks.caughtUp(page);
            }
        }
        if (!done) {
            Thread.ofVirtual().name("backfill-" + page.account()).start(() -> tryAgain(page));
        }
    }

    private void tryAgain(LivePage page) {
        Duration wait = FIRST_WAIT;
        try {
            while (!page.arrivals().hasEnded()) {
                Thread.sleep(wait);
                if (isTold(page)) {
                    marks.caughtUp(page);
                    return;
                }
                wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isTold(LivePage page) {
        long began = System.nanoTime();
        try {
            NewsMarks.Mark mark = marks.of(page);
            Newest missed = missed(page, mark);
            missed.oldestFirst().forEach(page.arrivals()::tellFound);
            report(page, mark, missed, Duration.ofNanos(System.nanoTime() - began));
            return !page.arrivals().hasEnded();
        } catch (PageException | DataAccessException unfinished) {
            log.atWarn()
                    .addKeyValue("account_id", page.account())
                    .addKeyValue("error", unfinished.getMessage())
                    .log("backfill.unfinished");
            return false;
        }
    }

    private Newest missed(LivePage page, NewsMarks.Mark mark) throws PageException {
        long oldest = Math.max(
                mark.from(), clock.instant().minus(settings.backfill().maxAge()).getEpochSecond());
        Newest missed = new Newest(settings.backfill().messages(), oldest);
        for (String chat : page.page().history().activeSince(mark.from(), settings.deadline())) {
            try {
                addFrom(page.page().history(), chat, mark, missed);
            } catch (PageException failure) {
                OddChat.passOver(page, chat, failure);
            }
        }
        return missed;
    }

    private void addFrom(PageHistory history, String chat, NewsMarks.Mark mark, Newest missed) throws PageException {
        int leftOut = missed.leftOut();
        String before = null;
        boolean more;
        do {
            PagePart<PageMessage> part = history.messagesWithFiles(chat, AT_ONCE, before, settings.deadline());
            List<PageMessage> newer = part.items().stream()
                    .filter(message -> message.timestamp() >= mark.from())
                    .toList();
            newer.stream().filter(message -> !mark.isKnown(message)).forEach(missed::add);
            before = part.next();
            more = newer.size() == part.items().size() && missed.leftOut() == leftOut;
        } while (before != null && more);
    }

    private void report(LivePage page, NewsMarks.Mark mark, Newest missed, Duration took) {
        if (missed.leftOut() > 0) {
            log.atWarn()
                    .addKeyValue("account_id", page.account())
                    .addKeyValue("left_out_at_least", missed.leftOut())
                    .addKeyValue("max_messages", settings.backfill().messages())
                    .addKeyValue("max_age", settings.backfill().maxAge())
                    .log("backfill.cut");
        }
        if (missed.size() > 0) {
            log.atInfo()
                    .addKeyValue("account_id", page.account())
                    .addKeyValue("messages", missed.size())
                    .addKeyValue("since", mark.from())
                    .addKeyValue("ms", took.toMillis())
                    .log("backfill.told");
        }
    }
}
