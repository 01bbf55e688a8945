/**
 * The pace of an account's sends: so many within a minute, an hour and a day, and a pause of random length between two,
 * because WhatsApp bans accounts that write like machines.
 *
 * <p>{@link io.wafleet.session.pacing.TakeTurn} is the verb. What was sent is counted in the journal, where a command
 * notes when the page was first asked; so a restart, a move to another worker or a crash forgets nothing, and a command
 * that is carried out again does not count again. {@link io.wafleet.session.pacing.PacingSettings} say how fast, and an
 * account may differ from them.
 */
@NullMarked
package io.wafleet.session.pacing;

import org.jspecify.annotations.NullMarked;
