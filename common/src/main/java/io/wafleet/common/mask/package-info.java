/** What logs may show of a person. */
@NullMarked
package io.wafleet.common.mask;

import org.jspecify.annotations.NullMarked;
