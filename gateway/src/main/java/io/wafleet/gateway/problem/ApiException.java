package io.wafleet.gateway.problem;

import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.problem.FieldProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request cannot be answered as asked; the code says why, the message is for people. */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient CommandError error;
    private final @Nullable String commandId;

    private ApiException(int status, CommandError error, @Nullable String commandId) {
        super(error.message(), null, false, false);
        this.status = status;
        this.error = error;
        this.commandId = commandId;
    }

    public ApiException(CommandError error) {
        this(error.code().status(), error, null);
    }

    public ApiException(ErrorCode code, String message) {
        this(CommandError.of(code, message));
    }

    /** For the few answers whose HTTP status says more than the code does. */
    static ApiException withStatus(int status, ErrorCode code, String message) {
        return new ApiException(status, CommandError.of(code, message), null);
    }

    public static ApiException invalid(FieldProblem... problems) {
        return new ApiException(CommandError.invalid(List.of(problems)));
    }

    /** The body is larger than this kind of request may be. */
    public static ApiException bodyTooLarge(long most) {
        return withStatus(413, ErrorCode.INVALID_REQUEST, "The body is larger than " + most + " bytes");
    }

    /** Something the gateway needs is away for the moment. */
    public static ApiException unavailable(String message) {
        return retryLater(ErrorCode.UNAVAILABLE, message, 5);
    }

    public static ApiException retryLater(ErrorCode code, String message, long seconds) {
        return new ApiException(new CommandError(code, message, seconds, List.of()));
    }

    /** The same, about a command that may still be carried out. */
    public ApiException about(String id) {
        return new ApiException(status, error, id);
    }

    public int status() {
        return status;
    }

    public CommandError error() {
        return error;
    }

    public @Nullable String commandId() {
        return commandId;
    }
}
