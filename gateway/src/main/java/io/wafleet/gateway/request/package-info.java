/** Reads what requests have in common: limits, cursors, times. */
@NullMarked
package io.wafleet.gateway.request;

import org.jspecify.annotations.NullMarked;
