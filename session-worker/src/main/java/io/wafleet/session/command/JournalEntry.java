package io.wafleet.session.command;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.problem.CommandError;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the journal knows of a command.
 *
 * @param content a digest of what was asked, for commands with a client_message_id
 * @param messageId the id of the message it sends, once it may have been sent
 */
public record JournalEntry(
        String id,
        AccountId account,
        String type,
        Status status,
        @Nullable String clientMessageId,
        @Nullable String content,
        @Nullable String messageId,
        @Nullable JsonNode result,
        @Nullable CommandError error,
        Map<String, Object> metadata) {

    /** How far the command has come. */
    public enum Status {
        RUNNING,
        COMPLETED,
        FAILED
    }

    public boolean isFinished() {
        return status != Status.RUNNING;
    }
}
