package io.wafleet.gateway.chat;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.gateway.message.LoggedMessage;
import io.wafleet.gateway.message.MessageLog;
import io.wafleet.gateway.problem.ApiException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The chat list of an account, as the webhook-relay publishes it.
 *
 * <p>Failure policy: without the database, or before the relay has made its views, a read is UNAVAILABLE.
 */
@Repository
class Chats {

    private final JdbcClient database;
    private final MessageLog messages;

    Chats(JdbcClient database, MessageLog messages) {
        this.database = database;
        this.messages = messages;
    }

    /** A line as it is stored, with the place of its newest message. */
    private record Row(Chat chat, @Nullable Long lastMessage) {}

    /** Where a page ends; a chat that something happens in meanwhile is at the top of the list then. */
    private record Place(long lastActivity, String id) {

        static Place of(String cursor) {
            try {
                String[] parts =
                        new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", 2);
                return new Place(Long.parseLong(parts[0]), parts[1]);
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException strange) {
                throw ApiException.invalid(new FieldProblem("/cursor", "'cursor' is not one that a page gave"));
            }
        }

        String cursor() {
            byte[] place = (lastActivity + " " + id).getBytes(StandardCharsets.UTF_8);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(place);
        }
    }

    /** Those in which something happened last come first. */
    List<Chat> list(AccountId account, @Nullable String q, @Nullable String cursor, int limit) {
        Place after = cursor == null ? new Place(Long.MAX_VALUE, "") : Place.of(cursor);
        List<Row> rows = database.sql("""
                        select id, lid, name, is_group, unread_count, marked_unread, archived, pinned, muted,
                            last_activity, last_message
                        from relay.chat_view
                        where account_id = :account and (last_activity, id) < (:activity, :id)
                          and (:q::text is null
                            or relay.search_form(coalesce(name, '') || ' ' || id) like relay.search_pattern(:q))
                        order by last_activity desc, id desc limit :limit""")
                .param("account", account.value())
                .param("activity", after.lastActivity())
                .param("id", after.id())
                .param("q", q)
                .param("limit", limit)
                .query((row, index) -> row(row))
                .list();
        Map<Long, LoggedMessage> newest = messages.at(
                rows.stream().map(Row::lastMessage).filter(Objects::nonNull).toList());
        return rows.stream()
                .map(row -> row.lastMessage() == null ? row.chat() : with(row.chat(), newest.get(row.lastMessage())))
                .toList();
    }

    /** @throws ApiException CHAT_NOT_FOUND */
    void need(AccountId account, String chat) {
        boolean known = database.sql(
                        "select exists (select from relay.chat_view where account_id = :account and id = :id)")
                .param("account", account.value())
                .param("id", chat)
                .query(Boolean.class)
                .single();
        if (!known) {
            throw new ApiException(ErrorCode.CHAT_NOT_FOUND, "The account has no chat of this id");
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        String id = row.getString("id");
        long lastActivity = row.getLong("last_activity");
        Chat chat = new Chat(
                id,
                row.getString("lid"),
                row.getString("name"),
                row.getBoolean("is_group"),
                row.getInt("unread_count"),
                row.getBoolean("marked_unread"),
                row.getBoolean("archived"),
                row.getBoolean("pinned"),
                row.getBoolean("muted"),
                lastActivity,
                null,
                new Place(lastActivity, id).cursor());
        return new Row(chat, row.getObject("last_message", Long.class));
    }

    private static Chat with(Chat chat, @Nullable LoggedMessage message) {
        return new Chat(
                chat.id(),
                chat.lid(),
                chat.name(),
                chat.isGroup(),
                chat.unreadCount(),
                chat.markedUnread(),
                chat.archived(),
                chat.pinned(),
                chat.muted(),
                chat.lastActivity(),
                message,
                chat.cursor());
    }
}
