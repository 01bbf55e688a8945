/** The groups of an account and their members, as the webhook-relay publishes them. */
@NullMarked
package io.wafleet.gateway.group;

import org.jspecify.annotations.NullMarked;
