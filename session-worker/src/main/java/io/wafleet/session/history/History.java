package io.wafleet.session.history;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.chat.ChatSummary;
import io.wafleet.common.command.SyncResult;
import io.wafleet.common.event.EventData;
import io.wafleet.session.browser.PageException;
import io.wafleet.session.lifecycle.WhenReady;
import io.wafleet.session.ownership.OwnershipLost;
import io.wafleet.session.receive.Inbox;
import io.wafleet.session.receive.LivePage;
import io.wafleet.session.receive.PastMessages;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Tells what stands in an account each time it is READY: first what was missed, then, a few accounts at a time and each
 * within a budget, the rest.
 *
 * <p>Failure policy: what the page or Postgres does not give, and what the budget does not reach, is told when the
 * account is READY again. While Kafka is away it waits.
 */
@Component
class History implements WhenReady {

    private static final Logger log = LoggerFactory.getLogger(History.class);

    private final Watermarks watermarks;
    private final Backfill backfill;
    private final PastMessages pastMessages;
    private final Inbox inbox;
    private final HistorySettings settings;
    private final Semaphore turns;
    private final Map<AccountId, LivePage> pages = new ConcurrentHashMap<>();

    History(
            Watermarks watermarks,
            Backfill backfill,
            PastMessages pastMessages,
            Inbox inbox,
            HistorySettings settings) {
        this.watermarks = watermarks;
        this.backfill = backfill;
        this.pastMessages = pastMessages;
        this.inbox = inbox;
        this.settings = settings;
        this.turns = new Semaphore(settings.sideBySide(), true);
    }

    /** All of its past is to be told. */
    @Override
    public void linked(AccountId account) {
        watermarks.forget(account);
        backfill.linked(account);
    }

    @Override
    public void begin(LivePage page) {
        pages.put(page.account(), page);
        Thread.ofVirtual().name("history-" + page.account()).start(() -> {
            try {
                backfill.of(page);
                turns.acquire();
                try {
                    tell(page);
                } finally {
                    turns.release();
                }
            } catch (OwnershipLost | InterruptedException left) {
                log.atDebug().addKeyValue("account_id", page.account()).log("history.left");
            } catch (PageException | DataAccessException unfinished) {
                log.atWarn()
                        .addKeyValue("account_id", page.account())
                        .addKeyValue("error", unfinished.getMessage())
                        .log("history.unfinished");
            } finally {
                pages.remove(page.account(), page);
            }
        });
    }

    /** Tells the chats, contacts and groups now. */
    SyncResult overview(LivePage page) throws PageException, InterruptedException {
        return read(page).tellOverview().withMessages(0);
    }

    /** Tells the newest messages of a chat now. */
    SyncResult messages(LivePage page, String chatId, int atMost) throws PageException, InterruptedException {
        ReadPage read = read(page);
        read.tellMessages(chatId, atMost);
        return new SyncResult(0, 0, 0, read.tellRest());
    }

    private ReadPage read(LivePage page) {
        return new ReadPage(page, pastMessages, settings.deadline());
    }

    private void tell(LivePage page) throws PageException, InterruptedException {
        long began = System.nanoTime();
        OptionalLong toldUntil = watermarks.of(page.account());
        ReadPage read = read(page);
        ReadPage.Overview overview = read.tellOverview();
        if (toldUntil.isPresent()) {
            tellHappened(page, toldUntil.getAsLong());
        }
        List<ChatSummary> withNews = withNews(overview.chats(), toldUntil.orElse(0));
        boolean complete = tellMessages(page, read, withNews, began);
        int messages = read.tellRest();
        if (complete) {
            overview.chats().stream()
                    .mapToLong(ChatSummary::lastActivity)
                    .max()
                    .ifPresent(newest -> watermarks.advance(page.account(), newest));
        }
        log.atInfo()
                .addKeyValue("account_id", page.account())
                .addKeyValue("chats", overview.chats().size())
                .addKeyValue("contacts", overview.contacts())
                .addKeyValue("groups", overview.groups())
                .addKeyValue("chats_with_news", withNews.size())
                .addKeyValue("messages", messages)
                .addKeyValue("new_login", toldUntil.isEmpty())
                .addKeyValue("complete", complete)
                .addKeyValue("ms", Duration.ofNanos(System.nanoTime() - began).toMillis())
                .log("history.told");
    }

    /** Edits, reactions and votes do not make a chat newer; the same told twice has the same event id. */
    private void tellHappened(LivePage page, long since) throws PageException, InterruptedException {
        for (EventData happening : page.page().history().happenedSince(since, settings.deadline())) {
            inbox.happened(page, happening);
        }
    }

    /** The newest first, so that what a person looks at is there first. */
    private List<ChatSummary> withNews(List<ChatSummary> chats, long toldUntil) {
        if (settings.messages() == 0) {
            return List.of();
        }
        return chats.stream()
                .filter(chat -> chat.lastActivity() >= toldUntil)
                .sorted(Comparator.comparingLong(ChatSummary::lastActivity).reversed())
                .toList();
    }

    private boolean tellMessages(LivePage page, ReadPage read, List<ChatSummary> chats, long began)
            throws PageException, InterruptedException {
        for (ChatSummary chat : chats) {
            if (System.nanoTime() - began > settings.budget().toNanos() || pages.get(page.account()) != page) {
                return false;
            }
            try {
                read.tellMessages(chat.id(), settings.messages());
            } catch (PageException failure) {
                OddChat.passOver(page, chat.id(), failure);
            }
        }
        return true;
    }
}
