package io.wafleet.session.lifecycle;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.wafleet.common.account.StatusReason.Code;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Counts how often pages are lost, and measures how soon they are READY. */
@Component
class PageMeters {

    private final MeterRegistry meters;
    private final Timer ready;

    PageMeters(MeterRegistry meters) {
        this.meters = meters;
        this.ready = Timer.builder("wafleet.session.ready")
                .description("From the opening of a page that has a login to READY")
                .publishPercentileHistogram()
                .register(meters);
    }

    /** A page was lost and will be opened again. */
    void restarts(Code reason) {
        Counter.builder("wafleet.session.restarts")
                .description("Pages that are opened again, by what was wrong with them")
                .tag("reason", reason.name())
                .register(meters)
                .increment();
    }

    void ready(Duration took) {
        ready.record(took);
    }
}
