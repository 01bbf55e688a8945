package io.wafleet.session.send;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a send waits, and for what.
 *
 * @param deadline for WhatsApp's server to take the message
 * @param readyWait for an account that is on its way to READY
 * @param returnWait the same where this worker has just taken the account over, or the send was begun before
 * @param ackOverdue after how long without a word of WhatsApp's server a message is told to be pending
 * @param attempts how often an unanswered send is looked up and, where it is not found, sent again
 */
@Validated
@ConfigurationProperties("wafleet.session.send")
public record SendSettings(
        @DefaultValue("30s") Duration deadline,
        @DefaultValue("10s") Duration readyWait,
        @DefaultValue("60s") Duration returnWait,
        @DefaultValue("20s") Duration ackOverdue,
        @DefaultValue("3") @Min(1) int attempts) {}
