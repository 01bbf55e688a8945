package io.wafleet.session.pacing;

import io.wafleet.common.account.Network;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How fast accounts send.
 *
 * @param enabled whether any account is paced; off goes before what an account asks for
 * @param networks whose accounts are paced unless they ask for something else
 * @param perMinute how many messages an account may send within a minute
 * @param perHour within an hour
 * @param perDay within a day
 * @param gapMin the shortest pause between two sends of an account
 * @param gapMax the longest
 */
@Validated
@ConfigurationProperties("wafleet.session.pacing")
public record PacingSettings(
        @DefaultValue("on") boolean enabled,
        @DefaultValue("whatsapp") Set<Network> networks,
        @DefaultValue("20") @Min(1) int perMinute,
        @DefaultValue("100") @Min(1) int perHour,
        @DefaultValue("1000") @Min(1) int perDay,
        @DefaultValue("2s") Duration gapMin,
        @DefaultValue("5s") Duration gapMax) {

    @AssertTrue(message = "gap-min is 0 or more and at most gap-max, and that is at most a minute")
    public boolean isGapPossible() {
        return !gapMin.isNegative() && gapMin.compareTo(gapMax) <= 0 && gapMax.compareTo(Duration.ofMinutes(1)) <= 0;
    }

    /** The pace of an account of that network that asks for nothing else. */
    Pace of(Network network) {
        return new Pace(networks.contains(network), perMinute, perHour, perDay, (int) gapMin.toMillis(), (int)
                gapMax.toMillis());
    }
}
