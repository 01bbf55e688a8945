package io.wafleet.session.browser;

import java.util.regex.Pattern;

/** A call to a page that failed, with the kind the caller decides by. Its message holds no text and no full number. */
public final class PageException extends Exception {

    private static final Pattern NUMBER = Pattern.compile("(\\d{4})\\d{3,}");

    /** What kind of failure, and with it what the caller may do. */
    public enum Kind {
        /** No answer within the deadline; a send may or may not have happened. */
        TIMEOUT,
        /** Page or Chromium closed or crashed; a send may or may not have happened. */
        GONE,
        /** Not linked, or not loaded yet; nothing was done. */
        NOT_READY,
        RECIPIENT_NOT_FOUND,
        /** WhatsApp does not let this account write first to somebody who has never written to it. */
        RECIPIENT_COLD,
        CHAT_NOT_FOUND,
        MESSAGE_NOT_FOUND,
        /** The message is there and cannot be changed so: somebody else's, too old, or of another type. */
        NOT_CHANGEABLE,
        MEDIA_TYPE,
        MEDIA_TOO_LARGE,
        /** WhatsApp said no. */
        REJECTED,
        /** The page answered what we do not understand: WhatsApp Web, wa-js and the bridge may not fit together. */
        PROTOCOL,
        UNREACHABLE
    }

    private final Kind kind;

    public PageException(Kind kind, String message) {
        super(masked(message));
        this.kind = kind;
    }

    public PageException(Kind kind, String message, Throwable cause) {
        super(masked(message), cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    private static String masked(String message) {
        return NUMBER.matcher(message).replaceAll("$1***");
    }
}
