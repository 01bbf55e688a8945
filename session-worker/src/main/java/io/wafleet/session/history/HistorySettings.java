package io.wafleet.session.history;

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
 */
@Validated
@ConfigurationProperties("wafleet.session.history")
public record HistorySettings(
        @DefaultValue("50") @Min(0) @Max(500) int messages,
        @DefaultValue("10m") Duration budget,
        @DefaultValue("2") @Min(1) int sideBySide,
        @DefaultValue("30s") Duration deadline) {}
