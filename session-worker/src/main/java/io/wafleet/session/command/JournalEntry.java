package io.wafleet.session.command;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.command.Command;
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

    /** What is told of a command that was not even begun. */
    static JournalEntry refused(Command command, CommandError error) {
        return new JournalEntry(
                command.id(),
                command.accountId(),
                command.type().wireName(),
                Status.FAILED,
                null,
                null,
                null,
                null,
                error,
                Map.of());
    }

    /** Whether it is of this command, and not of another that was given the same id. */
    boolean isOf(Command command) {
        return account.equals(command.accountId()) && type.equals(command.type().wireName());
    }

    public boolean isFinished() {
        return status != Status.RUNNING;
    }
}
