/**
 * Carries out what is asked of the relay: make or change an endpoint, remove one, test one, deliver one or many things once
 * more.
 *
 * <p>{@code RelayCommands} reads {@code wafleet.relay-commands}. Each command is recorded in the {@code CommandJournal}
 * in the transaction of its effect, so the same id again is told the first result and does nothing twice.
 * {@code CarryOut} knows what each command does; {@code Results} tells how it ended: an event for everybody, and the same
 * as a reply to whoever waits. Only the reply shows a secret, and only to the command that set it. A command is about the
 * account that there was when it was made: one from before the account's deletion comes too late.
 *
 * <p>A test waits for the endpoint, so it runs beside the others; its result is told when it has one, and a test that the
 * relay did not live to see the end of fails. A replay of many goes on beside the others too, page by page, at whichever
 * relay there is ({@code ReplayRuns}).
 */
@NullMarked
package io.wafleet.relay.command;

import org.jspecify.annotations.NullMarked;
