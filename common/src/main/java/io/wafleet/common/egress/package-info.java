/** Which network addresses may be dialled for a URL that came from outside, and an HTTP client that keeps to it. */
@NullMarked
package io.wafleet.common.egress;

import org.jspecify.annotations.NullMarked;
