/**
 * Commands: from the record on Kafka to the one result that each of them has.
 *
 * <p>{@code CommandIntake} polls and never waits: it reads each record, sends a broken one to the dead letters and a
 * misplaced one to its partition, and puts the rest into {@code Lanes}, where the commands of one account run in order
 * and accounts run side by side. {@link io.wafleet.session.command.CarryOut} takes a command from there through the
 * {@link io.wafleet.session.command.Journal} to its {@link io.wafleet.session.command.CommandHandler} and tells the
 * result. An offset is committed when everything before it is done for good.
 */
@NullMarked
package io.wafleet.session.command;

import org.jspecify.annotations.NullMarked;
