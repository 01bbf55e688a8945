package io.wafleet.session.lifecycle;

import java.time.Clock;
import java.time.Instant;

/** Counts QR codes: how long each is good for, and how many rounds of them are left. */
final class QrRound {

    private final LifecycleSettings.Qr settings;
    private final Clock clock;
    private int shown;
    private int refreshes;

    QrRound(LifecycleSettings.Qr settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** A new code is there; says until when it is good. */
    Instant shown() {
        return clock.instant().plus(shown++ == 0 ? settings.first() : settings.next());
    }

    /** The page has stopped; says whether to ask for another round. */
    boolean mayRefresh() {
        shown = 0;
        return refreshes++ < settings.refreshes();
    }
}
