package io.wafleet.sandbox.socket;

import io.wafleet.sandbox.link.Link;
import io.wafleet.sandbox.link.Links;
import io.wafleet.sandbox.message.SyncPage;
import io.wafleet.sandbox.page.Page;
import io.wafleet.sandbox.page.Pages;
import io.wafleet.sandbox.wire.ToPage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How a page comes, with a login or without, and how it leaves. */
@Component
class ComeAndGo {

    private final Links links;
    private final Pages pages;
    private final NewPages newPages;
    private final SyncPage syncPage;

    ComeAndGo(Links links, Pages pages, NewPages newPages, SyncPage syncPage) {
        this.links = links;
        this.pages = pages;
        this.newPages = newPages;
        this.syncPage = syncPage;
    }

    void greet(Page page, @Nullable String token) {
        if (token == null) {
            newPages.showQr(page);
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
            newPages.showQr(page);
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
        newPages.left(page);
        Link device = page.link();
        if (device != null) {
            pages.closed(device, page);
        }
    }
}
