package io.wafleet.session.media;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.message.Media;
import java.util.List;
import java.util.Optional;

/**
 * Keeps files of messages, in both directions.
 *
 * <p>Failure policy: a {@code DataAccessException} means try again; everything may be repeated.
 */
public interface MediaStore {

    /** A file that has not been fetched yet. */
    record Pending(String messageId, String chatId, Media media) {}

    /** Notes that an inbound file is to come; returns what is known if it was noted or fetched before. */
    Media expect(AccountId account, String messageId, String chatId, Media claims);

    /** Keeps the bytes of a file that was expected; returns the file with its size and hash. */
    Media complete(Media media, byte[] bytes);

    void fail(String mediaId);

    /** What of the account is expected, oldest first. */
    List<Pending> pending(AccountId account);

    /** A file that was kept for sending, if it is still there. */
    Optional<Attachment> sent(String mediaId);

    /** Keeps a file that is about to be sent, so that a repetition sends the same. */
    Media keepSent(AccountId account, String messageId, String chatId, Media media, byte[] bytes);
}
