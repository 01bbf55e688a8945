package io.wafleet.session.command;

import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.ErrorCode;

/** A command cannot be carried out; the error is its result. */
public final class CommandFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient CommandError error;

    public CommandFailure(ErrorCode code, String message) {
        // A NUL from a page or a server could not be stored.
        this(CommandError.of(code, message.replace('\0', ' ')));
    }

    public CommandFailure(CommandError error) {
        super(error.message());
        this.error = error;
    }

    public CommandError error() {
        return error;
    }
}
