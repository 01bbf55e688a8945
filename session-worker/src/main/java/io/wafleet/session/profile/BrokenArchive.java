package io.wafleet.session.profile;

import java.io.IOException;

/** An archive is not what was stored, or cannot be opened with the keys at hand. */
final class BrokenArchive extends IOException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    enum Flaw {
        /** The database has no archive where there must be one. */
        MISSING,
        /** Parts of it are not there. */
        TRUNCATED,
        /** Its bytes are not those that were sealed for this account and generation. */
        CHANGED,
        /** A later version of this program has made it. */
        UNKNOWN_FORMAT,
        /** The key it was sealed with is not configured. */
        UNKNOWN_KEY
    }

    private final Flaw flaw;

    BrokenArchive(Flaw flaw, String message) {
        super(message);
        this.flaw = flaw;
    }

    BrokenArchive(Flaw flaw, String message, IOException cause) {
        super(message, cause);
        this.flaw = flaw;
    }

    Flaw flaw() {
        return flaw;
    }
}
