package io.wafleet.relay.delivery;

import io.wafleet.common.webhook.WebhookSecret;
import io.wafleet.relay.endpoint.Endpoint;
import java.util.Map;

/** Where an attempt goes and how, as the endpoint is at that moment. */
record Target(String url, WebhookSecret secret, Map<String, String> headers, Endpoint.Manner manner) {}
