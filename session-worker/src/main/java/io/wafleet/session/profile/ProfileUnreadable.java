package io.wafleet.session.profile;

/** A login is kept for the account, and none of what is kept of it can be read; the message says what to do. */
public final class ProfileUnreadable extends Exception {

    private static final long serialVersionUID = 1L;

    ProfileUnreadable(String message) {
        super(message);
    }
}
