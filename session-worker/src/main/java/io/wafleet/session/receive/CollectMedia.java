package io.wafleet.session.receive;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.event.EventIds;
import io.wafleet.common.event.EventType;
import io.wafleet.common.event.MediaLost;
import io.wafleet.common.event.MediaStored;
import io.wafleet.common.message.Media;
import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.session.browser.DownloadedMedia;
import io.wafleet.session.browser.PageException;
import io.wafleet.session.media.FileName;
import io.wafleet.session.media.MediaSettings;
import io.wafleet.session.media.MediaStore;
import io.wafleet.session.ownership.OwnershipLost;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Fetches the bytes of inbound media, beside the messages, two files of an account at a time.
 *
 * <p>Failure policy: a few attempts with growing waits, then {@code media.failed}. When the page goes meanwhile the file
 * stays pending and is fetched when the account is READY again.
 */
@Component
class CollectMedia {

    private static final Logger log = LoggerFactory.getLogger(CollectMedia.class);
    private static final int SIDE_BY_SIDE = 2;

    private final MediaStore store;
    private final MediaSettings settings;
    private final Map<AccountId, Semaphore> turns = new ConcurrentHashMap<>();
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    CollectMedia(MediaStore store, MediaSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    void resume(LivePage page) {
        for (MediaStore.Pending left : store.pending(page.account())) {
            fetch(page, left.messageId(), left.chatId(), left.media());
        }
    }

    void fetch(LivePage page, String messageId, String chatId, Media media) {
        if (!underWay.add(media.id())) {
            return;
        }
        Thread.ofVirtual().name("media-" + page.account()).start(() -> {
            Semaphore turn = turns.computeIfAbsent(page.account(), account -> new Semaphore(SIDE_BY_SIDE));
            turn.acquireUninterruptibly();
            try {
                collect(page, messageId, chatId, media);
            } catch (OwnershipLost | InterruptedException left) {
                log.atDebug().addKeyValue("media_id", media.id()).log("media.left_pending");
            } catch (DataAccessException away) {
                log.atWarn()
                        .addKeyValue("media_id", media.id())
                        .addKeyValue(
                                "error",
                                String.valueOf(away.getMostSpecificCause().getMessage()))
                        .log("media.left_pending");
            } finally {
                turn.release();
                underWay.remove(media.id());
            }
        });
    }

    private void collect(LivePage page, String messageId, String chatId, Media media) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                DownloadedMedia file = page.page().download(messageId, settings.downloadDeadline());
                keep(page, messageId, chatId, media, file);
                return;
            } catch (PageException failure) {
                if (failure.kind() == PageException.Kind.GONE || failure.kind() == PageException.Kind.NOT_READY) {
                    return; // goes on when the account is READY again
                }
                if (attempt >= settings.downloadAttempts()) {
                    giveUp(page, messageId, chatId, media, failure);
                    return;
                }
            }
            Thread.sleep(Duration.ofSeconds(1L << attempt));
        }
    }

    private void keep(LivePage page, String messageId, String chatId, Media media, DownloadedMedia file)
            throws InterruptedException {
        if (file.bytes().length > settings.inboundMaxSize().toBytes()) {
            giveUp(page, messageId, chatId, media, new PageException(PageException.Kind.REJECTED, "media_too_large"));
            return;
        }
        String claimed = MediaClaims.mimetype(file.mimetype());
        String filename = FileName.clean(file.filename());
        Media stored = store.complete(
                new Media(
                        media.id(),
                        Media.Status.PENDING,
                        claimed == null ? media.mimetype() : claimed,
                        filename == null ? media.filename() : filename,
                        null,
                        null,
                        media.caption()),
                file.bytes());
        page.events()
                .tell(
                        EventIds.of(page.account(), EventType.MEDIA_READY, media.id()),
                        new MediaStored(messageId, chatId, stored));
    }

    private void giveUp(LivePage page, String messageId, String chatId, Media media, PageException failure)
            throws InterruptedException {
        boolean tooLarge = failure.kind() == PageException.Kind.REJECTED
                && String.valueOf(failure.getMessage()).contains("media_too_large");
        CommandError error = tooLarge
                ? CommandError.of(ErrorCode.MEDIA_TOO_LARGE, "The file is larger than " + settings.inboundMaxSize())
                : CommandError.of(ErrorCode.MEDIA_UNREACHABLE, "WhatsApp did not give the file: " + failure.kind());
        store.fail(media.id());
        page.events()
                .tell(
                        EventIds.of(page.account(), EventType.MEDIA_FAILED, media.id()),
                        new MediaLost(
                                messageId,
                                chatId,
                                new Media(
                                        media.id(),
                                        Media.Status.FAILED,
                                        media.mimetype(),
                                        media.filename(),
                                        media.size(),
                                        media.sha256(),
                                        media.caption()),
                                error));
        log.atWarn()
                .addKeyValue("account_id", page.account())
                .addKeyValue("media_id", media.id())
                .addKeyValue("error", failure.getMessage())
                .log("media.failed");
    }
}
