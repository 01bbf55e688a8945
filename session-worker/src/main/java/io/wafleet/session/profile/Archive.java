package io.wafleet.session.profile;

import io.wafleet.common.account.AccountId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * One archive of a profile.
 *
 * @param generation counts the archives of an account
 * @param epoch the ownership that made it
 * @param live whether its page was open meanwhile
 * @param format of what is sealed
 * @param keyId of the key it is sealed with
 * @param content what was stored
 */
record Archive(
        UUID id,
        AccountId account,
        long generation,
        long epoch,
        boolean live,
        int format,
        String keyId,
        Content content,
        Instant takenAt) {

    /** A ZIP of {@link ProfileFiles}, sealed by {@link ProfileKeys}. */
    static final int FORMAT = 1;

    /** The sealed bytes: how many, in how many rows, and their hash. */
    record Content(long size, int chunks, String sha256) {

        static final Content NONE = new Content(0, 0, "");
    }

    /** What an archive is bound to: put in another's place, it does not open. */
    byte[] associated() {
        return ("wafleet profile " + format + " " + account + " " + generation + " " + epoch + " " + live)
                .getBytes(StandardCharsets.UTF_8);
    }
}
