package io.wafleet.relay.command;

import io.wafleet.common.json.ContractJson;
import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.ErrorCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How a command ends. */
sealed interface Ending {

    /** It was carried out; the result holds no secret. */
    record Completed(JsonNode result) implements Ending {}

    /** It was not, and will not be. */
    record Failed(CommandError error) implements Ending {}

    /** It will end later: somebody else is waited for. */
    record Later() implements Ending {}

    static Ending completed(Object result) {
        return new Completed(ContractJson.mapper().valueToTree(result));
    }

    static Ending failed(ErrorCode code, String message) {
        return new Failed(CommandError.of(code, message));
    }

    /** What the journal keeps of it. */
    default String status() {
        return switch (this) {
            case Completed completed -> "completed";
            case Failed failed -> "failed";
            case Later later -> "running";
        };
    }

    /** The result or the error, for the journal. */
    default @Nullable Object content() {
        return switch (this) {
            case Completed completed -> completed.result();
            case Failed failed -> failed.error();
            case Later later -> null;
        };
    }
}
