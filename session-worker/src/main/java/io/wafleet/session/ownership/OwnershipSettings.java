package io.wafleet.session.ownership;

import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long an account stays with a worker that is not heard.
 *
 * @param worker what this worker is called in events; the host's name if absent
 * @param lease from the last renewal; longer than Chromium's dead man's switch
 * @param renew between two renewals
 */
@Validated
@ConfigurationProperties("wafleet.session.ownership")
public record OwnershipSettings(
        @Nullable String worker,
        @DefaultValue("10s") Duration lease,
        @DefaultValue("2s") Duration renew) {

    @AssertTrue(message = "renew must fit into lease three times, for a third is kept to close the pages in")
    boolean isRenewedInTime() {
        return renew.multipliedBy(3).compareTo(lease) <= 0;
    }
}
