package io.wafleet.relay.delivery;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How deliveries leave.
 *
 * @param publicUrl where receivers reach the gateway, for the addresses of media
 * @param concurrency attempts at once, in all
 * @param concurrencyPerEndpoint attempts at once to one endpoint
 * @param poll how often due deliveries are looked for when nothing else wakes the dispatcher
 * @param retention how long finished deliveries and their attempts are kept
 */
@Validated
@ConfigurationProperties("wafleet.relay")
record RelaySettings(
        @DefaultValue("http://127.0.0.1:8080") URI publicUrl,
        @DefaultValue("256") @Min(1) @Max(10_000) int concurrency,
        @DefaultValue("8") @Min(1) @Max(1_000) int concurrencyPerEndpoint,
        @DefaultValue("500ms") Duration poll,
        @DefaultValue("30d") Duration retention) {}
