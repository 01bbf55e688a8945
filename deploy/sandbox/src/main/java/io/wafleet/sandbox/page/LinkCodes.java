package io.wafleet.sandbox.page;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.knob.KnobStore;
import io.wafleet.sandbox.wire.ToPage;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** The codes that pages show to be typed into a phone: each for one page, one phone and a few minutes. */
@Component
public class LinkCodes {

    private final KnobStore knobs;
    private final ScheduledExecutorService timer;
    private final Map<Page, Code> codes = new HashMap<>();

    LinkCodes(KnobStore knobs, ScheduledExecutorService timer) {
        this.knobs = knobs;
        this.timer = timer;
    }

    /** A page shows a code; one that it showed before is no longer valid. */
    public synchronized void show(Page page, PhoneNumber phone, String text) {
        var code = new Code(phone, text);
        codes.put(page, code);
        timer.schedule(() -> expire(page, code), knobs.everybody().linkCodeLifeMs(), TimeUnit.MILLISECONDS);
    }

    private synchronized void expire(Page page, Code code) {
        if (codes.remove(page, code)) {
            page.send(new ToPage.LinkCodeExpired());
        }
    }

    /** The page that shows this code for this phone; however the person has written it, it is then used up. */
    public synchronized Optional<Page> take(String typed, PhoneNumber phone) {
        String text = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        Optional<Page> page = codes.entrySet().stream()
                .filter(entry -> entry.getValue().equals(new Code(phone, text)))
                .map(Map.Entry::getKey)
                .findFirst();
        page.ifPresent(codes::remove);
        return page;
    }

    public synchronized void leave(Page page) {
        codes.remove(page);
    }

    private record Code(PhoneNumber phone, String text) {}
}
