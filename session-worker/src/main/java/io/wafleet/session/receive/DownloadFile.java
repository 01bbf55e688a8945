package io.wafleet.session.receive;

import io.wafleet.common.message.Media;
import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.session.browser.AccountPage;
import io.wafleet.session.browser.DownloadedMedia;
import io.wafleet.session.browser.PageException;
import io.wafleet.session.media.FileName;
import io.wafleet.session.media.MediaMemory;
import io.wafleet.session.media.MediaSettings;
import io.wafleet.session.media.MediaStore;
import io.wafleet.session.media.MediaStore.Untold;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Fetches the bytes of one inbound file from the page into the store.
 *
 * <p>Failure policy: a few attempts with growing waits, then it has failed. An attempt is counted before it is made, also
 * by the worker before this one, so that a file that kills its page or its worker fails too.
 */
@Component
class DownloadFile {

    private static final Logger log = LoggerFactory.getLogger(DownloadFile.class);
    /** WhatsApp has let go of older ones. */
    private static final Duration OLDEST = Duration.ofDays(3);
    /** The bytes, and the database driver's own copy of them. */
    private static final int COPIES = 2;

    private final MediaStore store;
    private final MediaSettings settings;
    private final MediaMemory memory;
    private final Clock clock;

    DownloadFile(MediaStore store, MediaSettings settings, MediaMemory memory, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.memory = memory;
        this.clock = clock;
    }

    /** How the file ended, which is stored; empty when the page is of no use for now. */
    Optional<Untold> endOf(Untold file, AccountPage page) throws InterruptedException {
        if (file.since().isBefore(clock.instant().minus(OLDEST))) {
            return Optional.of(failed(page, file, ErrorCode.MEDIA_UNREACHABLE, "too old"));
        }
        long largest = settings.inboundMaxSize().toBytes();
        Long claimed = file.media().size();
        long bound = claimed == null ? largest : Math.min(claimed, largest);
        while (true) {
            int attempt = Patiently.ask(() -> store.attempt(file.media().id()));
            if (attempt > settings.downloadAttempts()) {
                return Optional.of(failed(page, file, ErrorCode.MEDIA_UNREACHABLE, "attempts of an earlier worker"));
            }
            try (MediaMemory.Share room = memory.take(COPIES * bound)) {
                return Optional.of(stored(file, page.download(file.messageId(), bound, settings.downloadDeadline())));
            } catch (PageException failure) {
                if (failure.kind() == PageException.Kind.GONE || failure.kind() == PageException.Kind.NOT_READY) {
                    return Optional.empty();
                }
                boolean tooLarge = isTooLarge(failure);
                if (tooLarge && bound == largest) {
                    return Optional.of(failed(page, file, ErrorCode.MEDIA_TOO_LARGE, failure.getMessage()));
                }
                if (attempt == settings.downloadAttempts()) {
                    return Optional.of(failed(page, file, ErrorCode.MEDIA_UNREACHABLE, failure.getMessage()));
                }
                if (tooLarge) {
                    bound = largest; // the message said less than there is
                }
            }
            Thread.sleep(Duration.ofSeconds(1L << attempt));
        }
    }

    /** The error that is told with a file that failed so. */
    CommandError said(ErrorCode error) {
        return error == ErrorCode.MEDIA_TOO_LARGE
                ? CommandError.of(error, "The file is larger than " + settings.inboundMaxSize())
                : CommandError.of(error, "WhatsApp did not give the file");
    }

    private Untold stored(Untold file, DownloadedMedia got) throws InterruptedException {
        Media media = file.media();
        String mimetype = MediaClaims.mimetype(got.mimetype());
        String filename = FileName.clean(got.filename());
        Media named = new Media(
                media.id(),
                Media.Status.PENDING,
                mimetype == null ? media.mimetype() : mimetype,
                filename == null ? media.filename() : filename,
                null,
                null,
                media.caption());
        Media ready = Patiently.ask(() -> store.complete(named, got.bytes()));
        return new Untold(file.messageId(), file.chatId(), ready, null, file.since());
    }

    private Untold failed(AccountPage page, Untold file, ErrorCode error, @Nullable String why)
            throws InterruptedException {
        log.atWarn()
                .addKeyValue("account_id", page.account())
                .addKeyValue("media_id", file.media().id())
                .addKeyValue("code", error)
                .addKeyValue("error", why)
                .log("media.failed");
        Media failed = Patiently.ask(() -> store.fail(file.media(), error));
        return new Untold(file.messageId(), file.chatId(), failed, error, file.since());
    }

    private static boolean isTooLarge(PageException failure) {
        return failure.kind() == PageException.Kind.REJECTED
                && String.valueOf(failure.getMessage()).contains("media_too_large");
    }
}
