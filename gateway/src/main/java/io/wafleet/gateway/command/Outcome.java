package io.wafleet.gateway.command;

import io.wafleet.gateway.answer.Answer;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** What came of a command while the caller waited; a failed one is an exception instead. */
public sealed interface Outcome {

    String commandId();

    /** It was carried out. */
    record Completed(String commandId, JsonNode result) implements Outcome {}

    /** Kafka has it; how it ends is to be seen at {@code /api/commands/{id}}. */
    record Accepted(String commandId) implements Outcome {}

    /** 202 for what is only accepted, and what the caller makes of the result for the rest. */
    default ResponseEntity<Answer> answer(Function<JsonNode, ResponseEntity<Answer>> completed) {
        return answer(completed, Map.of());
    }

    /** The same, where even a caller who does not wait has to be told something. */
    default ResponseEntity<Answer> answer(
            Function<JsonNode, ResponseEntity<Answer>> completed, Map<String, String> toldAtOnce) {
        return switch (this) {
            case Completed done -> completed.apply(done.result());
            case Accepted accepted -> {
                Map<String, String> data = new LinkedHashMap<>(toldAtOnce);
                data.put("command_id", accepted.commandId());
                yield ResponseEntity.status(HttpStatus.ACCEPTED)
                        .location(URI.create("/api/commands/" + accepted.commandId()))
                        // Also where the result would have been a picture.
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(Answer.of("Command accepted", data));
            }
        };
    }

    /** The result as it is, with 200. */
    default ResponseEntity<Answer> answer(String message) {
        return answer(result -> ResponseEntity.ok(Answer.of(message, result)));
    }
}
