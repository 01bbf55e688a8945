package io.wafleet.sandbox.message;

import io.wafleet.sandbox.SandboxSettings;
import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.link.Link;
import io.wafleet.sandbox.page.Page;
import io.wafleet.sandbox.page.Pages;
import io.wafleet.sandbox.wire.ToPage;
import org.springframework.stereotype.Component;

/** Brings a page that has just logged in, or has come back, up to date, and keeps it so from then on. */
@Component
public class SyncPage {

    private final Conversations conversations;
    private final Receipts receipts;
    private final AccountOrder order;
    private final Pages pages;
    private final SandboxSettings settings;

    SyncPage(
            Conversations conversations, Receipts receipts, AccountOrder order, Pages pages, SandboxSettings settings) {
        this.conversations = conversations;
        this.receipts = receipts;
        this.order = order;
        this.pages = pages;
        this.settings = settings;
    }

    /** The first sync of a device: its login comes first. */
    public void pair(Page page, Link link) {
        page.send(new ToPage.Paired(link.session()));
        sync(page, link.number());
    }

    /** Nothing can be written to the account between the history and the moment its page hears of new messages. */
    public void sync(Page page, PhoneNumber account) {
        order.inOrder(account, () -> {
            pages.open(account, page);
            page.send(new ToPage.Sync(
                    conversations.contacts(account),
                    conversations.groups(account),
                    conversations.history(account),
                    settings.syncDelay().toMillis()));
            conversations.undelivered(account).forEach(page::send);
            receipts.catchUp(account, page);
            return null;
        });
    }
}
