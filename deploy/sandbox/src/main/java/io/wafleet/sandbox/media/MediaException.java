package io.wafleet.sandbox.media;

/** Media that is not there, or not what its message says. */
public final class MediaException extends Exception {

    private static final long serialVersionUID = 1L;

    MediaException(String message) {
        super(message);
    }
}
