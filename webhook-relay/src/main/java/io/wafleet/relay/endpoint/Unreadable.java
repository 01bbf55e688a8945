package io.wafleet.relay.endpoint;

/** A secret was changed in the database, or was sealed with a key that this relay does not have. */
public final class Unreadable extends Exception {

    private static final long serialVersionUID = 1;

    Unreadable(String message) {
        super(message);
    }
}
