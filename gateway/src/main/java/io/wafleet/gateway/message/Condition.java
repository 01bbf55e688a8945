package io.wafleet.gateway.message;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A filter as a condition of SQL: made of fixed pieces, so that the database plans for what is asked and for nothing else;
 * what comes from outside is a parameter.
 */
record Condition(String sql, Map<String, Object> values) {

    static Condition of(MessageFilter filter) {
        Builder builder = new Builder();
        builder.and("account_id = :account", "account", filter.account().value());
        builder.and("chat_id = :chat", "chat", filter.chatId());
        builder.and("direction = :direction", "direction", filter.direction());
        builder.and("type = :type", "type", filter.type());
        builder.and("status = :status", "status", filter.status());
        if ("failed".equals(filter.status()) || "pending".equals(filter.status())) {
            builder.condition.append(" and ack_level <= 1"); // there are few of them, and an index of them
        }
        builder.and("(media is not null) = :media", "media", filter.hasMedia());
        builder.and("words like relay.search_pattern(:q)", "q", filter.q());
        builder.and(
                "\"timestamp\" >= :since",
                "since",
                filter.since() == null ? null : filter.since().getEpochSecond());
        builder.and(
                "\"timestamp\" < :until",
                "until",
                filter.until() == null ? null : filter.until().getEpochSecond());
        Place before = filter.before();
        if (before != null) {
            builder.and("(\"timestamp\", seq) < (:at, :seq)", "at", before.timestamp());
            builder.values.put("seq", before.seq());
        }
        return new Condition(builder.condition.toString(), builder.values);
    }

    private static final class Builder {

        private final StringBuilder condition = new StringBuilder();
        private final Map<String, Object> values = new HashMap<>();

        void and(String piece, String name, @Nullable Object value) {
            if (value != null) {
                condition.append(condition.isEmpty() ? " where " : " and ").append(piece);
                values.put(name, value);
            }
        }
    }
}
