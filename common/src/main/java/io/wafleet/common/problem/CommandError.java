package io.wafleet.common.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a command failed, as {@code command.failed} carries it.
 *
 * @param message a sentence for people, free of message texts and secrets
 * @param retryAfterSeconds when it is worth trying again, where that is known
 * @param fields the wrong fields, for {@link ErrorCode#INVALID_REQUEST}
 */
public record CommandError(
        ErrorCode code, String message, @Nullable Long retryAfterSeconds, List<FieldProblem> fields) {

    public CommandError {
        fields = fields == null ? List.of() : List.copyOf(fields);
    }

    public static CommandError of(ErrorCode code, String message) {
        return new CommandError(code, message, null, List.of());
    }

    public static CommandError invalid(List<FieldProblem> fields) {
        return new CommandError(ErrorCode.INVALID_REQUEST, fields.getFirst().detail(), null, fields);
    }
}
