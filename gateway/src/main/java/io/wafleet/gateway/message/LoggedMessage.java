package io.wafleet.gateway.message;

import io.wafleet.common.account.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A message of the log, with the names that webhooks use too.
 *
 * @param editedAt seconds since 1970
 * @param revokedAt seconds since 1970; what the message said has gone then
 * @param history whether it stood in the chat before, and was no news
 */
public record LoggedMessage(
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
        boolean forwarded,
        @Nullable String pushName,
        @Nullable JsonNode media,
        @Nullable JsonNode location,
        JsonNode contacts,
        @Nullable JsonNode poll,
        @Nullable Long editedAt,
        @Nullable Long revokedAt,
        @Nullable String revokedBy,
        @Nullable String clientMessageId,
        @Nullable String commandId,
        JsonNode metadata,
        boolean backfilled,
        boolean history,
        @Nullable Instant receivedAt,
        Place cursor) {}
