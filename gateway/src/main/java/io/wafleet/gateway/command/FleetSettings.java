package io.wafleet.gateway.command;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the topics are made if this gateway is the first to need them.
 *
 * @param shards partitions of the keyed topics; must not change once accounts exist
 * @param replicas copies of each partition
 */
@ConfigurationProperties("wafleet.gateway.fleet")
record FleetSettings(
        @DefaultValue("24") int shards, @DefaultValue("1") short replicas) {}
