package io.wafleet.relay.delivery;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the addresses of files in webhooks are signed.
 *
 * @param keys the gateway's, the first of which signs; without any, receivers need an API key to fetch a file
 * @param linkLife how long an address is good, from the attempt that brings it
 */
@ConfigurationProperties("wafleet.media")
record LinkSettings(
        @DefaultValue List<String> keys, @DefaultValue("1h") Duration linkLife) {}
