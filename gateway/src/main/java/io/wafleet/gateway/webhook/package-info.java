/**
 * Webhook endpoints and their deliveries: read from the views of the webhook-relay, changed by commands to it. A secret
 * is in the answer to the very request that made it, and nowhere else.
 */
@NullMarked
package io.wafleet.gateway.webhook;

import org.jspecify.annotations.NullMarked;
