package io.wafleet.session.snapshot;

import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How snapshots are taken.
 *
 * @param delayMin shortest wait before one
 * @param delayMax longest wait before one
 * @param deadline for the picture
 * @param keep how long it can be fetched
 */
@Validated
@ConfigurationProperties("wafleet.session.snapshot")
public record SnapshotSettings(
        @DefaultValue("2s") Duration delayMin,
        @DefaultValue("4s") Duration delayMax,
        @DefaultValue("15s") Duration deadline,
        @DefaultValue("1h") Duration keep) {

    @AssertTrue(message = "delay-min must not be longer than delay-max")
    boolean isInOrder() {
        return delayMin.compareTo(delayMax) <= 0;
    }
}
