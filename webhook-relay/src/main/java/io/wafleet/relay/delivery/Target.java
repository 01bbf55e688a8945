package io.wafleet.relay.delivery;

import io.wafleet.relay.endpoint.Endpoint;
import io.wafleet.relay.signature.Secret;
import java.util.Map;

/** Where an attempt goes and how, as the endpoint is at that moment. */
record Target(String url, Secret secret, Map<String, String> headers, Endpoint.Manner manner) {}
