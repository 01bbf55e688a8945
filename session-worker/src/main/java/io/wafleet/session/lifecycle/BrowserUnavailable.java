package io.wafleet.session.lifecycle;

import io.wafleet.common.account.StatusReason.Code;

/** There is no Chromium to open a page in; the reason says whether there might be soon. */
final class BrowserUnavailable extends Exception {

    private static final long serialVersionUID = 1L;

    private final Code reason;

    BrowserUnavailable(Code reason, String message) {
        super(message);
        this.reason = reason;
    }

    Code reason() {
        return reason;
    }
}
