package io.wafleet.session.lifecycle;

import io.wafleet.common.account.AccountId;
import io.wafleet.session.browser.AccountPage;
import io.wafleet.session.browser.PageEvent;
import io.wafleet.session.event.AccountEvents;
import io.wafleet.session.ownership.OwnershipLost;
import io.wafleet.session.receive.Arrivals;
import io.wafleet.session.receive.Inbox;
import io.wafleet.session.receive.LivePage;
import io.wafleet.session.receive.Outgoing;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Listens to one page of an account: messages go to the inbox, as soon as what was missed before them has been told;
 * everything else goes to the session at once.
 *
 * <p>Failure policy: while Postgres is away it tries the same message again, and the page waits; after the page or the
 * ownership has ended, what the page still says is dropped, for the next page sees it again.
 */
final class PageEar implements Consumer<PageEvent> {

    private static final Logger log = LoggerFactory.getLogger(PageEar.class);
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final AccountId account;
    private final AccountEvents events;
    private final Outgoing outgoing;
    private final Inbox inbox;
    private final Arrivals arrivals;
    private final BiConsumer<PageEar, PageEvent> session;
    private final CompletableFuture<LivePage> page = new CompletableFuture<>();
    private volatile boolean deaf;

    /**
     * Listens to a page that is about to be opened.
     *
     * @param now what is older was written while no page was open
     */
    PageEar(AccountEvents events, Outgoing outgoing, Inbox inbox, Instant now, BiConsumer<PageEar, PageEvent> session) {
        this.account = events.account();
        this.events = events;
        this.outgoing = outgoing;
        this.inbox = inbox;
        this.arrivals = new Arrivals(now, this::tell);
        this.session = session;
    }

    /** The page is there now; it may have spoken before. */
    LivePage on(AccountPage opened) {
        LivePage live = new LivePage(opened, events, outgoing, arrivals);
        page.complete(live);
        return live;
    }

    /** The page is closed. */
    void stop() {
        deaf = true;
        page.cancel(false);
        arrivals.end();
    }

    @Override
    public void accept(PageEvent event) {
        if (deaf) {
            return;
        }
        try {
            switch (event) {
                case PageEvent.MessageSeen seen -> arrivals.hear(seen);
                case PageEvent.AckChanged ack -> arrivals.hear(ack);
                case PageEvent.Happened happened -> arrivals.hear(happened);
                case PageEvent.Ready ready -> {
                    arrivals.pageIsReady();
                    session.accept(this, ready);
                }
                default -> session.accept(this, event);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(PageEvent event) {
        try {
            switch (event) {
                case PageEvent.MessageSeen seen -> untilDone(() -> inbox.seen(page.get(), seen.message()));
                case PageEvent.AckChanged ack ->
                    untilDone(() -> inbox.acknowledged(page.get(), ack.messageId(), ack.chatId(), ack.ack()));
                case PageEvent.Happened happened -> untilDone(() -> inbox.happened(page.get(), happened.happening()));
                default -> throw new IllegalArgumentException("Not for the inbox: " + event.getClass());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Telling {
        void tell() throws InterruptedException, ExecutionException;
    }

    private void untilDone(Telling telling) throws InterruptedException {
        while (!deaf) {
            try {
                telling.tell();
                return;
            } catch (DataIntegrityViolationException unstorable) {
                complain(unstorable);
                return;
            } catch (DataAccessException away) {
                log.atWarn()
                        .addKeyValue("account_id", account)
                        .addKeyValue(
                                "error",
                                String.valueOf(away.getMostSpecificCause().getMessage()))
                        .log("message.held_back");
                Thread.sleep(WAIT);
            } catch (OwnershipLost | ExecutionException | CancellationException ended) {
                return;
            } catch (RuntimeException failure) {
                complain(failure);
                return;
            }
        }
    }

    /** One message that cannot be told must not deafen the account. */
    private void complain(RuntimeException failure) {
        log.atError().addKeyValue("account_id", account).setCause(failure).log("message.not_told");
    }
}
