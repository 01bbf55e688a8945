/**
 * What can be set while the sandbox runs, for everybody or for one account.
 *
 * <p>The settings give the values at the start, {@code PUT /phone/knobs} changes them for everybody, and {@code PUT
 * /phone/accounts/{number}/knobs} for one account, linked or not yet. Changes are kept and outlive a restart.
 */
@NullMarked
package io.wafleet.sandbox.knob;

import org.jspecify.annotations.NullMarked;
