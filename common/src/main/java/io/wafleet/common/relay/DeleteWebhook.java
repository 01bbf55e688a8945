package io.wafleet.common.relay;

import org.jspecify.annotations.Nullable;

/**
 * Removes an endpoint; what it still has to deliver is given up.
 *
 * @param endpointId which one; {@code default} if absent
 */
public record DeleteWebhook(@Nullable String endpointId) implements RelayCommandData {}
