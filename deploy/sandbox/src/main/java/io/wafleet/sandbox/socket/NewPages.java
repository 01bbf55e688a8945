package io.wafleet.sandbox.socket;

import io.wafleet.sandbox.page.LinkCodes;
import io.wafleet.sandbox.page.Page;
import io.wafleet.sandbox.page.WaitingPages;
import io.wafleet.sandbox.passkey.Prompts;
import org.springframework.stereotype.Component;

/** What pages that nobody has logged in on show: a QR code, a code to type, a passkey that is asked for. */
@Component
class NewPages {

    private final WaitingPages waitingPages;
    private final LinkCodes linkCodes;
    private final Prompts prompts;

    NewPages(WaitingPages waitingPages, LinkCodes linkCodes, Prompts prompts) {
        this.waitingPages = waitingPages;
        this.linkCodes = linkCodes;
        this.prompts = prompts;
    }

    /** A page that shows QR codes no longer waits for a passkey. */
    void showQr(Page page) {
        prompts.leave(page);
        waitingPages.show(page);
    }

    void left(Page page) {
        waitingPages.leave(page);
        linkCodes.leave(page);
        prompts.leave(page);
    }
}
