package io.wafleet.common.command;

import io.wafleet.common.problem.FieldProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells the last messages of a chat anew.
 *
 * @param limit how many at most, 1 to 500; 50 if absent
 */
public record SyncMessages(
        @Nullable String chatId, @Nullable Integer limit) implements CommandData {

    @Override
    public List<FieldProblem> problems() {
        return new Form()
                .recipient("chat_id", chatId)
                .check(limit == null || (limit >= 1 && limit <= 500), "limit", "'limit' is 1 to 500")
                .problems();
    }
}
