/** Messages: sending them through the fleet, and reading the log that the webhook-relay keeps. */
@NullMarked
package io.wafleet.gateway.message;

import org.jspecify.annotations.NullMarked;
