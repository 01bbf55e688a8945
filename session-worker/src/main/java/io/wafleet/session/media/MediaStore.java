package io.wafleet.session.media;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.message.Media;
import io.wafleet.common.problem.ErrorCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps files of messages, in both directions.
 *
 * <p>Failure policy: a {@code DataAccessException} means try again; everything may be repeated.
 */
public interface MediaStore {

    /**
     * An inbound file of which has not been told how it ended, if it has.
     *
     * @param error why, where it has failed
     * @param since when it was noted
     */
    record Untold(
            String messageId,
            String chatId,
            Media media,
            @Nullable ErrorCode error,
            Instant since) {}

    /** Notes that an inbound file is to come; returns what is known if it was noted or fetched before. */
    Untold expect(AccountId account, String messageId, String chatId, Media claims);

    /** Keeps the bytes of a file that was expected; returns the file with its size and hash. */
    Media complete(Media media, byte[] bytes);

    /** Counts an attempt to fetch the bytes, before it is made, and returns which one it is. */
    int attempt(String mediaId);

    /** The file will not be fetched. */
    Media fail(Media media, ErrorCode error);

    /** Notes that it has been told how the file ended. */
    void told(String mediaId);

    /** The account's inbound files that are not told, oldest first: some of those after the given one. */
    List<Untold> untold(AccountId account, @Nullable Untold after);

    /** Those of the files that the store knows of, by their ids. */
    Map<String, Media> find(List<String> mediaIds);

    /** A file that was kept for sending, if it is still there. */
    Optional<Attachment> sent(String mediaId);

    /** Keeps a file that is about to be sent, so that a repetition sends the same. */
    Media keepSent(AccountId account, String messageId, String chatId, Media media, byte[] bytes);
}
