/**
 * The live pages: those that wait for a scan, and those that are an account's linked device.
 *
 * <p>A linked device has one page. When a second comes with the same login the first is told of the conflict and goes
 * quiet; {@code Pages.connections} counts this, so that a test can see whether somebody opened an account twice.
 */
@NullMarked
package io.wafleet.sandbox.page;

import org.jspecify.annotations.NullMarked;
