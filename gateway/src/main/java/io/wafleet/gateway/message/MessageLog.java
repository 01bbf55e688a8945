package io.wafleet.gateway.message;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.json.ContractJson;
import io.wafleet.gateway.media.MediaLink;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
public class MessageLog {

    private static final String COLUMNS = """
            select account_id, id, chat_id, direction, type, from_number, from_lid, author, to_number, is_group, message,
                "timestamp" as at_seconds, reply_to, mentions::text as mentions, forwarded, push_name,
                media::text as media, location::text as location, contacts::text as contacts, poll::text as poll, ack,
                status, edited_at, revoked_at, revoked_by, client_message_id, command_id, metadata::text as metadata,
                backfilled, history, received_at, seq
            from relay.message_view
            """;

    private final JdbcClient database;
    private final MediaLink links;

    MessageLog(JdbcClient database, MediaLink links) {
        this.database = database;
        this.links = links;
    }

    /** The newest first. */
    public List<LoggedMessage> list(MessageFilter filter, int limit, int offset) {
        Condition wanted = Condition.of(filter);
        return database.sql(listing(wanted))
                .params(wanted.values())
                .param("limit", limit)
                .param("offset", offset)
                .query((row, index) -> message(row))
                .list();
    }

    static String listing(Condition wanted) {
        return COLUMNS + wanted.sql() + " order by \"timestamp\" desc, seq desc limit :limit offset :offset";
    }

    /** Those that stand at these places, by their seq. */
    public Map<Long, LoggedMessage> at(Collection<Long> places) {
        return database
                .sql(COLUMNS + " where seq = any(:places)")
                .param("places", places.toArray(Long[]::new))
                .query((row, index) -> message(row))
                .list()
                .stream()
                .collect(Collectors.toMap(message -> message.cursor().seq(), message -> message));
    }

    /** With its reactions and votes, the oldest first. */
    Optional<MessageDetails> find(AccountId account, String id) {
        return database.sql(COLUMNS + " where account_id = :account and id = :id order by seq limit 1")
                .param("account", account.value())
                .param("id", id)
                .query((row, index) -> message(row))
                .optional()
                .map(message -> new MessageDetails(message, reactions(message), votes(message)));
    }

    private List<MessageDetails.Reaction> reactions(LoggedMessage message) {
        return responses("select from_number, from_lid, emoji, \"timestamp\" from relay.reaction_view", message)
                .query((row, index) -> new MessageDetails.Reaction(
                        row.getString(1), row.getString(2), row.getString(3), row.getLong(4)))
                .list();
    }

    private List<MessageDetails.Vote> votes(LoggedMessage message) {
        return responses("select from_number, from_lid, options::text, \"timestamp\" from relay.vote_view", message)
                .query((row, index) -> new MessageDetails.Vote(
                        row.getString(1), row.getString(2), json(row.getString(3), "[]"), row.getLong(4)))
                .list();
    }

    private JdbcClient.StatementSpec responses(String columns, LoggedMessage message) {
        return database.sql(columns + """

                        where account_id = :account and message_id = :id and chat_id = :chat
                        order by "timestamp", from_number""")
                .param("account", message.accountId().value())
                .param("id", message.id())
                .param("chat", message.chatId());
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
                row.getBoolean("forwarded"),
                row.getString("push_name"),
                media(row.getString("media")),
                jsonOrNull(row.getString("location")),
                json(row.getString("contacts"), "[]"),
                jsonOrNull(row.getString("poll")),
                row.getObject("edited_at", Long.class),
                row.getObject("revoked_at", Long.class),
                row.getString("revoked_by"),
                row.getString("client_message_id"),
                row.getString("command_id"),
                json(row.getString("metadata"), "{}"),
                row.getBoolean("backfilled"),
                row.getBoolean("history"),
                receivedAt == null ? null : receivedAt.toInstant(),
                new Place(row.getLong("at_seconds"), row.getLong("seq")));
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

    private static @Nullable JsonNode jsonOrNull(@Nullable String text) {
        return text == null ? null : ContractJson.mapper().readTree(text);
    }

    private static JsonNode json(@Nullable String text, String otherwise) {
        return ContractJson.mapper().readTree(text == null ? otherwise : text);
    }
}
