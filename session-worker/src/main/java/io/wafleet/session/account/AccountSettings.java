package io.wafleet.session.account;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many accounts there may be and how they are spread.
 *
 * @param maxAccounts over all workers
 * @param shards partitions of the command topic; must not change once accounts exist
 * @param replicas copies of each partition of topics that are made here
 */
@Validated
@ConfigurationProperties("wafleet.session")
public record AccountSettings(
        @DefaultValue("5") @Min(1) int maxAccounts,
        @DefaultValue("24") @Min(1) int shards,
        @DefaultValue("1") @Min(1) short replicas) {}
