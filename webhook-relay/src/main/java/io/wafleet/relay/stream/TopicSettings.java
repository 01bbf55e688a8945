package io.wafleet.relay.stream;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The form of topics that are not there yet.
 *
 * @param shards partitions of the keyed topics; must not change once accounts exist
 * @param replicas copies of each partition
 */
@Validated
@ConfigurationProperties("wafleet.topics")
record TopicSettings(
        @DefaultValue("24") @Min(1) @Max(10_000) int shards,
        @DefaultValue("1") @Min(1) @Max(9) short replicas) {}
