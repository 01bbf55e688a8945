package io.wafleet.gateway.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.problem.FieldProblem;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An error as the client sees it: RFC 9457 and the older success/code/message form in one. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ProblemBody(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.ALWAYS) boolean success,
        ErrorCode code,
        String message,
        Inner error,
        List<FieldProblem> errors,
        @Nullable String commandId,
        Instant timestamp,
        String requestId) {

    record Inner(ErrorCode code, String message, Map<String, Object> details) {}

    static ProblemBody of(ApiException problem, Instant now, String requestId) {
        ErrorCode code = problem.error().code();
        String message = problem.error().message();
        Map<String, Object> details = new LinkedHashMap<>();
        if (!problem.error().fields().isEmpty()) {
            details.put("fields", problem.error().fields());
        }
        if (problem.error().retryAfterSeconds() != null) {
            details.put("retry_after", problem.error().retryAfterSeconds());
        }
        if (problem.commandId() != null) {
            details.put("command_id", problem.commandId());
        }
        String words = code.name().toLowerCase(Locale.ROOT);
        return new ProblemBody(
                "urn:wafleet:problem:" + words.replace('_', '-'),
                code.name().charAt(0) + words.substring(1).replace('_', ' '),
                problem.status(),
                message,
                false,
                code,
                message,
                new Inner(code, message, details),
                problem.error().fields(),
                problem.commandId(),
                now,
                requestId);
    }
}
