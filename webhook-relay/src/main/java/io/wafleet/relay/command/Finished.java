package io.wafleet.relay.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.wafleet.common.account.AccountId;
import io.wafleet.common.event.CommandCompleted;
import io.wafleet.common.event.CommandFailed;
import io.wafleet.common.event.Event;
import io.wafleet.common.event.EventData;
import io.wafleet.common.event.EventIds;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.ErrorCode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A command that has ended, as the journal keeps it.
 *
 * @param content the result, or the error of a failed one
 * @param reply where somebody waits, if somebody does
 */
record Finished(
        String commandId,
        @Nullable String accountId,
        String type,
        boolean completed,
        JsonNode content,
        Instant at,
        @Nullable ReplyAddress reply) {

    /** The same for another who waits. */
    Finished to(@Nullable ReplyAddress other) {
        return new Finished(commandId, accountId, type, completed, content, at, other);
    }

    String outcome() {
        return completed ? "completed" : "failed";
    }

    void countBy(MeterRegistry meters) {
        meters.counter("wafleet.relay.command", "type", type, "outcome", outcome())
                .increment();
    }

    /** The short form of a result that is too large for a record. */
    Finished withoutResult() {
        CommandError error = CommandError.of(ErrorCode.SERVER_ERROR, "The result is too large to be told");
        return new Finished(
                commandId, accountId, type, false, ContractJson.mapper().valueToTree(error), at, reply);
    }

    /** Byte for byte the same at every telling. */
    Event event(JsonNode shown) {
        EventData data = completed
                ? new CommandCompleted(commandId, type, null, shown, Map.of())
                : new CommandFailed(commandId, type, null, error(), Map.of());
        AccountId account = accountId == null ? null : new AccountId(accountId);
        return new Event(EventIds.ofResult(commandId), account, at, "webhook-relay", 0, 0, false, data);
    }

    private CommandError error() {
        return ContractJson.mapper().treeToValue(content, CommandError.class);
    }
}
