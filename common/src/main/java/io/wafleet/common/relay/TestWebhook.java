package io.wafleet.common.relay;

import org.jspecify.annotations.Nullable;

/**
 * Delivers a {@code webhook.test} event and answers with what came back.
 *
 * @param endpointId which endpoint; {@code default} if absent
 * @param url an address to try instead of the endpoint's own
 */
public record TestWebhook(
        @Nullable String endpointId, @Nullable String url) implements RelayCommandData {}
