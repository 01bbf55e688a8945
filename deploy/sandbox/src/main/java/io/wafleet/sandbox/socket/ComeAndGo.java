package io.wafleet.sandbox.socket;

import io.wafleet.sandbox.link.Link;
import io.wafleet.sandbox.link.Links;
import io.wafleet.sandbox.message.SyncPage;
import io.wafleet.sandbox.page.LinkCodes;
import io.wafleet.sandbox.page.Page;
import io.wafleet.sandbox.page.Pages;
import io.wafleet.sandbox.page.WaitingPages;
import io.wafleet.sandbox.wire.ToPage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How a page comes, with a login or without, and how it leaves. */
@Component
class ComeAndGo {

    private final Links links;
    private final Pages pages;
    private final WaitingPages waitingPages;
    private final LinkCodes linkCodes;
    private final SyncPage syncPage;

    ComeAndGo(Links links, Pages pages, WaitingPages waitingPages, LinkCodes linkCodes, SyncPage syncPage) {
        this.links = links;
        this.pages = pages;
        this.waitingPages = waitingPages;
        this.linkCodes = linkCodes;
        this.syncPage = syncPage;
    }

    void greet(Page page, @Nullable String token) {
        if (token == null) {
            waitingPages.show(page);
            return;
        }
        var link = links.byToken(token);
        if (link.isEmpty()) {
            page.send(new ToPage.Unlinked());
        } else if (pages.isCutOff(link.get().number())) {
            page.close();
        } else {
            syncPage.sync(page, link.get());
        }
    }

    void showQrAgain(Page page) {
        if (page.link() == null) {
            waitingPages.show(page);
        }
    }

    /** Only the page that holds the device now may log it out. */
    void logout(Page page) {
        Link device = page.link();
        if (device != null && pages.of(device).filter(page::equals).isPresent()) {
            links.remove(device);
            pages.closed(device, page);
        }
    }

    void left(Page page) {
        waitingPages.leave(page);
        linkCodes.leave(page);
        Link device = page.link();
        if (device != null) {
            pages.closed(device, page);
        }
    }
}
