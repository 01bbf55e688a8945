package io.wafleet.sandbox.socket;

import io.wafleet.sandbox.link.Link;
import io.wafleet.sandbox.message.SeeMessages;
import io.wafleet.sandbox.outbox.Outbox;
import io.wafleet.sandbox.page.Page;
import io.wafleet.sandbox.presence.ChatState;
import io.wafleet.sandbox.presence.TellPresence;
import io.wafleet.sandbox.wire.FromPage;
import io.wafleet.sandbox.wire.ToPage;
import org.springframework.stereotype.Component;

/** What a linked device tells of itself; a page that is no linked device is not listened to. */
@Component
class HearDevice {

    private final Outbox outbox;
    private final SeeMessages seeMessages;
    private final TellPresence tellPresence;

    HearDevice(Outbox outbox, SeeMessages seeMessages, TellPresence tellPresence) {
        this.outbox = outbox;
        this.seeMessages = seeMessages;
        this.tellPresence = tellPresence;
    }

    void hear(Page page, FromPage.Told told) {
        Link device = page.link();
        if (device != null) {
            hear(device, told);
        }
    }

    private void hear(Link device, FromPage.Told told) {
        var account = device.number();
        switch (told) {
            case FromPage.Received received ->
                outbox.confirmed(device, received.seq()).ifPresent(key -> seeMessages.delivered(account, key));
            case FromPage.Seen seen -> seen(device, seen);
            case FromPage.Played played -> seeMessages.played(account, played.ids());
            case FromPage.Deleted deleted -> seeMessages.deleted(account, deleted.ids());
            case FromPage.ChatState doing ->
                ChatState.named(doing.state())
                        .ifPresent(state -> tellPresence.doesOnPage(account, doing.chat(), state));
            case FromPage.Availability online -> tellPresence.isOnline(account, online.available());
            case FromPage.SubscribePresence subscription -> tellPresence.subscribe(account, subscription.wid());
        }
    }

    /** A chat that was seen on one device is seen on all. */
    private void seen(Link device, FromPage.Seen seen) {
        seeMessages.seen(device.number(), seen.chat());
        outbox.tellOthers(device, new ToPage.Seen(seen.chat()));
    }
}
