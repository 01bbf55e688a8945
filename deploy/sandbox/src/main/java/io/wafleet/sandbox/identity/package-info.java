/**
 * Who somebody is: a phone number, the LID that hides it, and the name that goes with it.
 *
 * <p>A LID always follows from its number here, so two runs agree on it; the phone book is still asked for the way back,
 * because a LID that nobody was told must mean nothing.
 */
@NullMarked
package io.wafleet.sandbox.identity;

import org.jspecify.annotations.NullMarked;
