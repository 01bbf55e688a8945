package io.wafleet.relay.failing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What is done about endpoints that fail.
 *
 * @param failuresToOpen failures in a row that open the breaker; fewer than the attempts of the short schedule, so that
 *     the last retry of a lone delivery waits for the endpoint
 * @param firstProbe the wait before the first probe, which doubles with each that fails
 * @param longestProbe the longest wait between two probes
 * @param patience how old a delivery is when failed probes begin to use up its retries
 * @param disableAfter how long an endpoint fails, without one success, before it is disabled
 */
@Validated
@ConfigurationProperties("wafleet.relay.failing")
record FailingSettings(
        @DefaultValue("3") @Min(1) @Max(1_000_000) int failuresToOpen,
        @DefaultValue("1s") Duration firstProbe,
        @DefaultValue("60s") Duration longestProbe,
        @DefaultValue("75h") Duration patience,
        @DefaultValue("5d") Duration disableAfter) {

    /** After so long without an attempt nobody knows how the endpoint was: its time begins anew. */
    Duration longestSilence() {
        return disableAfter.dividedBy(5);
    }

    /**
     * The wait before the next probe.
     *
     * @param failed how many have failed in a row
     * @param asked what the endpoint asks for, heard up to the longest
     */
    Duration probeAfter(int failed, Duration asked) {
        Duration doubled = firstProbe.multipliedBy(1L << Math.min(failed, 20));
        Duration wait = doubled.compareTo(asked) < 0 ? asked : doubled;
        return wait.compareTo(longestProbe) < 0 ? wait : longestProbe;
    }
}
