package io.wafleet.session.lifecycle;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Counts QR codes: how long each is good for, and how many rounds of them are left. */
final class QrRound {

    private final LifecycleSettings.Qr settings;
    private final Clock clock;
    private volatile @Nullable Instant expiresAt;
    private int shown;
    private int refreshes;

    QrRound(LifecycleSettings.Qr settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** A new code is there; says until when it is good. */
    Instant shown() {
        Instant end = clock.instant().plus(shown++ == 0 ? settings.first() : settings.next());
        expiresAt = end;
        return end;
    }

    /** Whether the newest code has long been replaced, and the page has told no other. */
    boolean isStale() {
        Instant end = expiresAt;
        return end != null && clock.instant().isAfter(end.plus(settings.first()));
    }

    /** The page has stopped; says whether to ask for another round. */
    boolean mayRefresh() {
        shown = 0;
        return refreshes++ < settings.refreshes();
    }
}
