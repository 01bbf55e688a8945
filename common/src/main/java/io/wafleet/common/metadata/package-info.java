/** What callers attach to commands. */
@NullMarked
package io.wafleet.common.metadata;

import org.jspecify.annotations.NullMarked;
