package io.wafleet.relay.delivery;

import io.wafleet.relay.endpoint.Endpoint;
import io.wafleet.relay.endpoint.Secrets;

/** Where an attempt goes and how, as the endpoint is at that moment. */
record Target(String url, Secrets secrets, Endpoint.Manner manner, boolean hubSignature) {}
