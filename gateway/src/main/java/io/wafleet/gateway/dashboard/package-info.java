/** The dashboard: its page, and the figures on it. The page is a client of the public API like any other. */
@NullMarked
package io.wafleet.gateway.dashboard;

import org.jspecify.annotations.NullMarked;
