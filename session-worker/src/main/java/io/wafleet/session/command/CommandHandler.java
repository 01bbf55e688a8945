package io.wafleet.session.command;

import io.wafleet.common.command.Command;
import io.wafleet.common.command.CommandType;
import io.wafleet.common.problem.CommandError;

/** Carries out the commands of one type. */
public interface CommandHandler {

    CommandType type();

    /**
     * Carries the command out and returns what it answers.
     *
     * @param resumed whether it was begun before, by this worker or another, and not finished
     * @throws CommandFailure if it will never be carried out
     * @throws io.wafleet.session.ownership.OwnershipLost if it is to be left for the next owner of the account
     */
    Object carryOut(Command command, boolean resumed) throws CommandFailure, InterruptedException;

    /** Told after a failure is written and before its result is told. */
    default void failed(Command command, CommandError error) throws InterruptedException {}

    /** Whether it runs beside the account's other commands, in an order of its own. */
    default boolean runsBeside() {
        return false;
    }
}
