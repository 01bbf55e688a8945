package io.wafleet.session.history;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What is told of an account's past when it is READY.
 *
 * @param messages of each chat, the newest; 0 tells none
 * @param budget how long one account may take; what is not told by then is told the next time
 * @param sideBySide accounts of this worker at a time
 * @param deadline for one part of it from the page
 * @param backfill what is told of the time in which nobody was watching
 */
@Validated
@ConfigurationProperties("wafleet.session.history")
public record HistorySettings(
        @DefaultValue("50") @Min(0) @Max(500) int messages,
        @DefaultValue("10m") Duration budget,
        @DefaultValue("2") @Min(1) int sideBySide,
        @DefaultValue("30s") Duration deadline,
        @DefaultValue @Valid Backfill backfill) {

    /**
     * Messages that were missed.
     *
     * @param messages how many at most, the newest
     * @param maxAge how old they may be; the relay knows for 15 days what it has delivered
     */
    public record Backfill(
            @DefaultValue("5000") @Min(1) @Max(50_000) int messages,
            @DefaultValue("14d") Duration maxAge) {

        public Backfill {
            if (maxAge.compareTo(Duration.ofDays(14)) > 0) {
                throw new IllegalArgumentException("wafleet.session.history.backfill.max-age is more than 14 days");
            }
        }
    }
}
