package io.wafleet.sandbox.page;

import io.wafleet.sandbox.knob.KnobStore;
import io.wafleet.sandbox.wire.ToPage;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The pages that wait for a phone to scan their QR code, each with a code that changes until it goes idle. */
@Component
public class WaitingPages {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final KnobStore knobs;
    private final ScheduledExecutorService timer;
    private final Map<Page, Round> rounds = new LinkedHashMap<>();

    WaitingPages(KnobStore knobs, ScheduledExecutorService timer) {
        this.knobs = knobs;
        this.timer = timer;
    }

    /** Begins a round of QR codes, also after an earlier one has ended. */
    public synchronized void show(Page page) {
        leave(page);
        Round round = new Round();
        rounds.put(page, round);
        next(page, round);
        long period = knobs.everybody().qrRotationMs();
        round.rotation = timer.scheduleAtFixedRate(() -> next(page, round), period, period, TimeUnit.MILLISECONDS);
    }

    private synchronized void next(Page page, Round round) {
        if (rounds.get(page) != round) {
            return; // scanned, or gone, while the timer was about to turn the code
        }
        if (round.shown++ < knobs.everybody().qrRefs()) {
            byte[] random = new byte[48];
            RANDOM.nextBytes(random);
            round.ref = "2@" + Base64.getEncoder().encodeToString(random);
            page.send(new ToPage.Ref(round.ref));
        } else {
            leave(page);
            page.send(new ToPage.RefIdle());
        }
    }

    /** The page that shows this reference now takes part no longer; nobody else can scan it again. */
    public synchronized Optional<Page> take(String ref) {
        Optional<Page> page = rounds.entrySet().stream()
                .filter(entry -> ref.equals(entry.getValue().ref))
                .map(Map.Entry::getKey)
                .findFirst();
        page.ifPresent(this::leave);
        return page;
    }

    public synchronized void leave(Page page) {
        page.showsQr(null);
        Round round = rounds.remove(page);
        if (round != null && round.rotation != null) {
            round.rotation.cancel(false);
        }
    }

    public synchronized List<Page> all() {
        return List.copyOf(rounds.keySet());
    }

    /** The QR texts that can be scanned now. */
    public synchronized List<String> qrTexts() {
        return rounds.keySet().stream()
                .map(Page::qrText)
                .filter(Objects::nonNull)
                .toList();
    }

    private static final class Round {
        private int shown;
        private String ref = "";
        private @Nullable ScheduledFuture<?> rotation;
    }
}
