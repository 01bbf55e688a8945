package io.wafleet.session.command;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How many commands may wait, and for how long.
 *
 * @param queueLimit commands of one account that wait; a further one is answered QUEUE_FULL
 * @param inFlightLimit commands of all accounts in memory; at this many, no more are polled until half are done
 * @param inFlightSize the same in bytes of their records; in memory they take about twice as much
 * @param drain how long the commands that run may take to finish when this worker stops
 * @param revokeGrace the same when a shard goes to another worker
 * @param retention how long the journal remembers a command, and with it that its id was used
 */
@Validated
@ConfigurationProperties("wafleet.session.command")
public record CommandSettings(
        @DefaultValue("200") @Min(1) int queueLimit,
        @DefaultValue("4000") @Min(1) int inFlightLimit,
        @DefaultValue("32MB") DataSize inFlightSize,
        @DefaultValue("20s") Duration drain,
        @DefaultValue("5s") Duration revokeGrace,
        @DefaultValue("30d") Duration retention) {}
