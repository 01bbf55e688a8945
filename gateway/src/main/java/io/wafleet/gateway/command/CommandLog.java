package io.wafleet.gateway.command;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.json.ContractJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** Finds a command where it is known: at its owner, or, until the owner has it, among what the gateway promised. */
@Repository
class CommandLog {

    private static final String OF_OWNER = """
            select id, account_id, type, status, client_message_id, result::text, error::text, created_at, finished_at
            from %s where id = :id""";
    private static final String PROMISED = """
            select id, account_id, type, 'queued' as status, null as client_message_id, null as result, null as error,
                created_at, null::timestamptz as finished_at
            from gateway.accepted_command where id = :id""";

    private final JdbcClient database;

    CommandLog(JdbcClient database) {
        this.database = database;
    }

    Optional<CommandState> find(String id) {
        return atOwner("session.command_view", id)
                .or(() -> atOwner("relay.command_view", id))
                .or(() -> query(PROMISED, id));
    }

    /** An owner that has never been started has no view, and no commands. */
    private Optional<CommandState> atOwner(String view, String id) {
        try {
            return query(OF_OWNER.formatted(view), id);
        } catch (BadSqlGrammarException notThereYet) {
            return Optional.empty();
        }
    }

    private Optional<CommandState> query(String sql, String id) {
        return database.sql(sql)
                .param("id", id)
                .query((row, index) -> command(row))
                .optional();
    }

    private static CommandState command(ResultSet row) throws SQLException {
        String account = row.getString("account_id");
        return new CommandState(
                row.getString("id"),
                account == null || !AccountId.isValid(account) ? null : new AccountId(account),
                row.getString("type"),
                row.getString("status"),
                row.getString("client_message_id"),
                json(row.getString("result")),
                json(row.getString("error")),
                instant(row.getObject("created_at", OffsetDateTime.class)),
                instant(row.getObject("finished_at", OffsetDateTime.class)));
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        return text == null ? null : ContractJson.mapper().readTree(text);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
