/** Reads and writes the contract: strict about form, lenient about unknown fields. */
@NullMarked
package io.wafleet.common.json;

import org.jspecify.annotations.NullMarked;
