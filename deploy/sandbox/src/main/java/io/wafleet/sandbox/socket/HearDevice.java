package io.wafleet.sandbox.socket;

import io.wafleet.sandbox.link.Link;
import io.wafleet.sandbox.outbox.Outbox;
import io.wafleet.sandbox.page.Page;
import io.wafleet.sandbox.wire.FromPage;
import io.wafleet.sandbox.wire.ToPage;
import org.springframework.stereotype.Component;

/** What a linked device tells of itself; a page that is no linked device is not listened to. */
@Component
class HearDevice {

    private final Outbox outbox;

    HearDevice(Outbox outbox) {
        this.outbox = outbox;
    }

    void received(Page page, FromPage.Received received) {
        Link device = page.link();
        if (device != null) {
            outbox.confirmed(device, received.seq());
        }
    }

    /** A chat that was seen on one device is seen on all. */
    void seen(Page page, FromPage.Seen seen) {
        Link device = page.link();
        if (device != null) {
            outbox.tellOthers(device, new ToPage.Seen(seen.chat()));
        }
    }
}
