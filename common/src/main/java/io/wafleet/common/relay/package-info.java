/** What can be asked of the webhook-relay: its endpoints and their deliveries. */
@NullMarked
package io.wafleet.common.relay;

import org.jspecify.annotations.NullMarked;
