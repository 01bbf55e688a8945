package io.wafleet.sandbox.message;

import io.wafleet.sandbox.link.Link;
import io.wafleet.sandbox.outbox.AccountOrder;
import io.wafleet.sandbox.outbox.Outbox;
import io.wafleet.sandbox.page.Page;
import io.wafleet.sandbox.page.Pages;
import io.wafleet.sandbox.wire.ToPage;
import org.springframework.stereotype.Component;

/** Brings a page that has just logged in, or has come back, up to date, and keeps it so from then on. */
@Component
public class SyncPage {

    private final Conversations conversations;
    private final Outbox outbox;
    private final AccountOrder order;
    private final Pages pages;

    SyncPage(Conversations conversations, Outbox outbox, AccountOrder order, Pages pages) {
        this.conversations = conversations;
        this.outbox = outbox;
        this.order = order;
        this.pages = pages;
    }

    /** The first sync of a device: its login comes first. */
    public void pair(Page page, Link link) {
        page.send(new ToPage.Paired(link.session()));
        sync(page, link);
    }

    /** Nothing can be written to the account between the history and the moment its page hears of new messages. */
    public void sync(Page page, Link link) {
        order.inOrder(link.number(), () -> {
            page.send(conversations.of(link));
            outbox.resume(link, page);
            pages.open(link, page);
            return null;
        });
    }
}
