package io.wafleet.common.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.wafleet.common.problem.FieldProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows the other side of a chat that somebody is typing or recording, or no longer.
 *
 * @param durationMs after how many milliseconds it ends by itself, 500 to 60,000; 10,000 if absent
 */
public record SetTyping(
        @Nullable String chatId,
        @Nullable State state,
        @Nullable Integer durationMs) implements CommandData {

    /** What is shown. */
    public enum State {
        @JsonProperty("typing")
        TYPING,
        @JsonProperty("recording")
        RECORDING,
        @JsonProperty("paused")
        PAUSED
    }

    @Override
    public List<FieldProblem> problems() {
        return new Form()
                .recipient("chat_id", chatId)
                .check(state != null, "state", "'state' is one of typing, recording, paused")
                .check(
                        durationMs == null || (durationMs >= 500 && durationMs <= 60_000),
                        "duration_ms",
                        "'duration_ms' is 500 to 60000")
                .problems();
    }
}
