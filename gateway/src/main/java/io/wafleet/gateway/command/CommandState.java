package io.wafleet.gateway.command;

import io.wafleet.common.account.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A command as a resource.
 *
 * @param status queued, running, completed or failed
 * @param result what it answered, once completed
 * @param error why it failed, once failed
 */
record CommandState(
        String id,
        @Nullable AccountId accountId,
        String type,
        String status,
        @Nullable String clientMessageId,
        @Nullable JsonNode result,
        @Nullable JsonNode error,
        @Nullable Instant createdAt,
        @Nullable Instant finishedAt) {}
