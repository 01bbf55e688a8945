package io.wafleet.sandbox.message;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.knob.KnobStore;
import io.wafleet.sandbox.knob.Knobs;
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
    private final KnobStore knobs;

    SyncPage(Conversations conversations, Outbox outbox, AccountOrder order, Pages pages, KnobStore knobs) {
        this.conversations = conversations;
        this.outbox = outbox;
        this.order = order;
        this.pages = pages;
        this.knobs = knobs;
    }

    /** The first sync of a device: its login comes first. */
    public void pair(Page page, Link link) {
        page.send(new ToPage.Paired(link.session()));
        sync(page, link);
    }

    /** Nothing can be written to the account between the history and the moment its page hears of new messages. */
    public void sync(Page page, Link link) {
        PhoneNumber account = link.number();
        order.inOrder(account, () -> {
            Knobs now = knobs.of(account);
            page.deaf(now.deaf());
            page.send(new ToPage.Settings(account.digits(), now.lidMode(), now.minifiedKeys(), now.csp()));
            page.send(conversations.of(link));
            outbox.resume(link, page);
            pages.open(link, page);
            return null;
        });
    }
}
