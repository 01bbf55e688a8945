package io.wafleet.session.profile;

import org.jspecify.annotations.Nullable;

/**
 * The last opening of an account's profile, as the database has it.
 *
 * @param epoch the ownership that opened it
 * @param generation of the newest archive; null while no login is kept
 * @param inUse whether its page may have written what no archive has
 */
record Opening(long epoch, @Nullable Long generation, boolean inUse) {}
