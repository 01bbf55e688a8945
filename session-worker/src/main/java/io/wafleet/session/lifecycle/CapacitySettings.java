package io.wafleet.session.lifecycle;

import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How much one worker takes on.
 *
 * @param accounts that are up on it at once
 * @param memory of its Chromium, above which it takes no further account; without a bound if absent
 */
@Validated
@ConfigurationProperties("wafleet.session.capacity")
record CapacitySettings(
        @DefaultValue("16") @Min(1) int accounts, @Nullable DataSize memory) {

    long memoryBytes() {
        return memory == null ? Long.MAX_VALUE : memory.toBytes();
    }
}
