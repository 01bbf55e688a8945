package io.wafleet.gateway.message;

import io.wafleet.common.account.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A message of the log, with the names that webhooks use too. */
record LoggedMessage(
        String id,
        AccountId accountId,
        String chatId,
        String direction,
        String type,
        String status,
        @Nullable String ack,
        @Nullable String from,
        @Nullable String fromLid,
        @Nullable String author,
        @Nullable String to,
        boolean isGroup,
        @Nullable String message,
        long timestamp,
        @Nullable String replyTo,
        JsonNode mentions,
        @Nullable String pushName,
        @Nullable JsonNode media,
        @Nullable String clientMessageId,
        @Nullable String commandId,
        JsonNode metadata,
        boolean backfilled,
        @Nullable Instant receivedAt,
        String cursor) {}
