package io.wafleet.session.history;

import io.wafleet.common.mask.Masked;
import io.wafleet.session.browser.PageException;
import io.wafleet.session.receive.LivePage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A chat that WhatsApp Web cannot show does not hold up the others; a page that is of no use does. */
final class OddChat {

    private static final Logger log = LoggerFactory.getLogger(OddChat.class);

    private OddChat() {}

    /** Leaves the chat out, unless the failure is the page's. */
    static void passOver(LivePage page, String chatId, PageException failure) throws PageException {
        switch (failure.kind()) {
            case TIMEOUT, GONE, NOT_READY, UNREACHABLE -> throw failure;
            default ->
                log.atWarn()
                        .addKeyValue("account_id", page.account())
                        .addKeyValue("chat_id", Masked.number(chatId))
                        .addKeyValue("error", failure.getMessage())
                        .log("history.chat_left_out");
        }
    }
}
