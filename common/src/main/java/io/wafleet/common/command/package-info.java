/** What can be asked of an account: one record for each command, the envelope around it, and what it answers. */
@NullMarked
package io.wafleet.common.command;

import org.jspecify.annotations.NullMarked;
