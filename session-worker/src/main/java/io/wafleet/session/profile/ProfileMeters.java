package io.wafleet.session.profile;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/** What is counted of archives. */
record ProfileMeters(MeterRegistry registry) {

    /** An archive was stored. */
    void archived(boolean live, long bytes, Duration took) {
        String kind = live ? "checkpoint" : "closed";
        DistributionSummary.builder("wafleet.profile.archived")
                .description("Archives of profiles that were stored, and their size")
                .baseUnit("bytes")
                .tag("kind", kind)
                .register(registry)
                .record(bytes);
        Timer.builder("wafleet.profile.archive")
                .description("How long archiving a profile took")
                .tag("kind", kind)
                .register(registry)
                .record(took);
    }

    /** A profile was brought here, from somewhere. */
    void brought(String from) {
        registry.counter("wafleet.profile.brought", "from", from).increment();
    }

    /** Something was not done with an archive. */
    void failed(String reason) {
        registry.counter("wafleet.profile.failed", "reason", reason.toLowerCase(Locale.ROOT))
                .increment();
    }
}
