/** The error codes that REST, commands and events share. */
@NullMarked
package io.wafleet.common.problem;

import org.jspecify.annotations.NullMarked;
