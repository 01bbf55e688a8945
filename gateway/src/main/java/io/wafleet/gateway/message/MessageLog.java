package io.wafleet.gateway.message;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.json.ContractJson;
import io.wafleet.gateway.media.MediaLink;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The log of messages, as the webhook-relay publishes it.
 *
 * <p>Failure policy: without the database, or before the relay has made its view, a read is UNAVAILABLE.
 */
@Repository
class MessageLog {

    private static final String COLUMNS = """
            select account_id, id, chat_id, direction, type, from_number, from_lid, author, to_number, is_group, message,
                "timestamp" as at_seconds, reply_to, mentions::text as mentions, push_name, media::text as media, ack,
                status, client_message_id, command_id, metadata::text as metadata, backfilled, received_at, seq
            from relay.message_view
            """;

    private final JdbcClient database;
    private final MediaLink links;

    MessageLog(JdbcClient database, MediaLink links) {
        this.database = database;
        this.links = links;
    }

    /** The newest first. */
    List<LoggedMessage> list(MessageFilter filter, int limit, int offset) {
        return database.sql(COLUMNS + """
                         where account_id = :account
                           and (:chat::text is null or chat_id = :chat)
                           and (:direction::text is null or direction = :direction)
                           and (:type::text is null or type = :type)
                           and (:status::text is null or status = :status)
                           and (:pattern::text is null or message ilike :pattern)
                           and (:since::timestamptz is null or at >= :since)
                           and (:before::bigint is null or seq < :before)
                         order by seq desc limit :limit offset :offset""")
                .param("account", filter.account().value())
                .param("chat", filter.chatId())
                .param("direction", filter.direction())
                .param("type", filter.type())
                .param("status", filter.status())
                .param("pattern", filter.pattern())
                .param("since", filter.since() == null ? null : filter.since().atOffset(ZoneOffset.UTC))
                .param("before", filter.before())
                .param("limit", limit)
                .param("offset", offset)
                .query((row, index) -> message(row))
                .list();
    }

    Optional<LoggedMessage> find(AccountId account, String id) {
        return database.sql(COLUMNS + " where account_id = :account and id = :id order by seq limit 1")
                .param("account", account.value())
                .param("id", id)
                .query((row, index) -> message(row))
                .optional();
    }

    private LoggedMessage message(ResultSet row) throws SQLException {
        OffsetDateTime receivedAt = row.getObject("received_at", OffsetDateTime.class);
        return new LoggedMessage(
                row.getString("id"),
                new AccountId(row.getString("account_id")),
                row.getString("chat_id"),
                row.getString("direction"),
                row.getString("type"),
                row.getString("status"),
                row.getString("ack"),
                row.getString("from_number"),
                row.getString("from_lid"),
                row.getString("author"),
                row.getString("to_number"),
                row.getBoolean("is_group"),
                row.getString("message"),
                row.getLong("at_seconds"),
                row.getString("reply_to"),
                json(row.getString("mentions"), "[]"),
                row.getString("push_name"),
                media(row.getString("media")),
                row.getString("client_message_id"),
                row.getString("command_id"),
                json(row.getString("metadata"), "{}"),
                row.getBoolean("backfilled"),
                receivedAt == null ? null : receivedAt.toInstant(),
                row.getString("seq"));
    }

    private @Nullable JsonNode media(@Nullable String text) {
        if (text == null) {
            return null;
        }
        JsonNode media = ContractJson.mapper().readTree(text);
        if (media instanceof ObjectNode file && file.path("id").isString()) {
            file.put("url", links.to(file.path("id").stringValue()));
        }
        return media;
    }

    private static JsonNode json(@Nullable String text, String otherwise) {
        return ContractJson.mapper().readTree(text == null ? otherwise : text);
    }
}
