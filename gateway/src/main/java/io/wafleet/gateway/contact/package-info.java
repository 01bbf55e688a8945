/** Whom an account knows, as the webhook-relay publishes it. */
@NullMarked
package io.wafleet.gateway.contact;

import org.jspecify.annotations.NullMarked;
