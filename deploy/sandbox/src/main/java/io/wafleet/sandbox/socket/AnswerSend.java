package io.wafleet.sandbox.socket;

import io.wafleet.sandbox.knob.KnobStore;
import io.wafleet.sandbox.knob.Knobs;
import io.wafleet.sandbox.link.Link;
import io.wafleet.sandbox.message.RefusedMessage;
import io.wafleet.sandbox.message.TakeFromPage;
import io.wafleet.sandbox.page.Page;
import io.wafleet.sandbox.wire.FromPage;
import io.wafleet.sandbox.wire.ToPage;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Takes what a linked device sends, and confirms it: at once, late, or not at all, as the account's knobs say. */
@Component
class AnswerSend {

    private final TakeFromPage takeFromPage;
    private final KnobStore knobs;
    private final ScheduledExecutorService timer;

    AnswerSend(TakeFromPage takeFromPage, KnobStore knobs, ScheduledExecutorService timer) {
        this.takeFromPage = takeFromPage;
        this.knobs = knobs;
        this.timer = timer;
    }

    void answer(Page page, FromPage.Send send) {
        Link device = page.link();
        if (device == null) {
            page.send(new ToPage.Refused(send.rpc(), "ERROR_UNKNOWN", "Nobody is logged in on this page"));
            return;
        }
        Knobs now = knobs.of(device.number());
        String error = now.sendError();
        ToPage answer = error == null
                ? take(device, send)
                : new ToPage.Refused(send.rpc(), error, "A knob refuses every message");
        if (now.serverAckDelayMs() == 0) {
            page.send(answer);
        } else {
            timer.schedule(() -> page.send(answer), now.serverAckDelayMs(), TimeUnit.MILLISECONDS);
        }
    }

    private ToPage take(Link device, FromPage.Send send) {
        try {
            return new ToPage.Answer(send.rpc(), Map.of("t", takeFromPage.take(device, send.msg())));
        } catch (RefusedMessage e) {
            return new ToPage.Refused(send.rpc(), e.code(), String.valueOf(e.getMessage()));
        }
    }
}
