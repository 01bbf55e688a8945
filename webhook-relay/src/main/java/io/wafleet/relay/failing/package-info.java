/**
 * Endpoints that fail: each costs only itself, for as long as it fails, and not for ever.
 *
 * <p>An endpoint that has failed since its last success has a row, {@code failing_endpoint}; all relays share it, so
 * what one of them learns holds for all, also after a restart. After some failures in a row its circuit breaker is open:
 * no claim takes anything of it any more, however much waits, but one delivery at a time, a {@code Probe}, at growing
 * intervals. What waits does not fail meanwhile, so it keeps its retries; neither does a probe use one up. A success
 * removes the row, and everything flows. {@code Failing} is that rule without a database, {@code FailingEndpoints} the
 * rows.
 *
 * <p>An endpoint that does nothing but fail for days is disabled; {@code Alerts} tells of it before and then.
 */
@NullMarked
package io.wafleet.relay.failing;

import org.jspecify.annotations.NullMarked;
