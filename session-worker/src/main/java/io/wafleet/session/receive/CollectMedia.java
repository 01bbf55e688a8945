package io.wafleet.session.receive;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.event.EventIds;
import io.wafleet.common.event.EventType;
import io.wafleet.common.event.MediaLost;
import io.wafleet.common.event.MediaStored;
import io.wafleet.common.message.Media;
import io.wafleet.session.media.MediaStore;
import io.wafleet.session.media.MediaStore.Untold;
import io.wafleet.session.ownership.OwnershipLost;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Brings every inbound file to its end, stored or failed, and tells that; beside the messages, two files of an account
 * at a time.
 *
 * <p>Failure policy: a file is done only when its end is told. Whatever comes between, a page that goes or a worker that
 * dies, it is taken up again when the account is READY; while Postgres is away it waits.
 */
@Component
class CollectMedia {

    private static final Logger log = LoggerFactory.getLogger(CollectMedia.class);
    private static final int SIDE_BY_SIDE = 2;

    private final MediaStore store;
    private final DownloadFile download;
    private final Map<AccountId, Semaphore> turns = new ConcurrentHashMap<>();
    /** The page of each account, until it turns out to be gone. */
    private final Map<AccountId, LivePage> pages = new ConcurrentHashMap<>();
    /** By media id, and through which page. */
    private final Map<String, LivePage> underWay = new ConcurrentHashMap<>();

    CollectMedia(MediaStore store, DownloadFile download) {
        this.store = store;
        this.download = download;
    }

    /** The account is READY: takes up what was left, one by one. */
    void resume(LivePage page) {
        pages.put(page.account(), page);
        start(page, () -> {
            Untold last = null;
            while (isCurrent(page)) {
                Untold after = last;
                List<Untold> some = Patiently.ask(() -> store.untold(page.account(), after));
                if (some.isEmpty()) {
                    return;
                }
                for (Untold file : some) {
                    bringToItsEnd(page, file);
                }
                last = some.getLast();
            }
        });
    }

    /** A file has just been noted. */
    void fetch(LivePage page, Untold file) {
        pages.putIfAbsent(page.account(), page);
        start(page, () -> bringToItsEnd(page, file));
    }

    private void bringToItsEnd(LivePage page, Untold file) throws InterruptedException {
        String id = file.media().id();
        if (underWay.put(id, page) == page) {
            return;
        }
        Semaphore turn = turns.computeIfAbsent(page.account(), account -> new Semaphore(SIDE_BY_SIDE));
        turn.acquire();
        try {
            // A later page may have taken it over.
            if (isCurrent(page) && underWay.get(id) == page) {
                Optional<Untold> ended = file.media().status() == Media.Status.PENDING
                        ? download.endOf(file, page.page())
                        : Optional.of(file);
                if (ended.isPresent()) {
                    tell(page, ended.get());
                    Patiently.ask(() -> {
                        store.told(id);
                        return id;
                    });
                } else {
                    pages.remove(page.account(), page);
                }
            }
        } finally {
            turn.release();
            underWay.remove(id, page);
        }
    }

    private void tell(LivePage page, Untold file) throws InterruptedException {
        Media media = file.media();
        if (file.error() == null) {
            page.events()
                    .tell(
                            EventIds.of(page.account(), EventType.MEDIA_READY, media.id()),
                            new MediaStored(file.messageId(), file.chatId(), media));
        } else {
            page.events()
                    .tell(
                            EventIds.of(page.account(), EventType.MEDIA_FAILED, media.id()),
                            new MediaLost(file.messageId(), file.chatId(), media, download.said(file.error())));
        }
    }

    private boolean isCurrent(LivePage page) {
        return pages.get(page.account()) == page;
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private static void start(LivePage page, Work work) {
        Thread.ofVirtual().name("media-" + page.account()).start(() -> {
            try {
                work.run();
            } catch (OwnershipLost | InterruptedException left) {
                log.atDebug().addKeyValue("account_id", page.account()).log("media.left");
            } catch (DataAccessException unstorable) {
                log.atError()
                        .addKeyValue("account_id", page.account())
                        .setCause(unstorable)
                        .log("media.not_storable");
            }
        });
    }
}
