package io.wafleet.gateway.account;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.json.ContractJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/**
 * The passkey prompts that wait for an answer, as the session-worker publishes them.
 *
 * <p>Failure policy: without the database, or before the worker has made its view, a read is UNAVAILABLE.
 */
@Repository
class Passkeys {

    private final JdbcClient database;
    private final Clock clock;

    Passkeys(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What WhatsApp asks for.
     *
     * @param request the options of {@code navigator.credentials.get}, in the JSON form of WebAuthn
     */
    record Prompt(JsonNode request, Instant expiresAt) {}

    Optional<Prompt> waiting(AccountId account) {
        return database.sql("""
                        select request::text as request, expires_at from session.passkey_view
                        where account_id = :account and expires_at > :now""")
                .param("account", account.value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, index) -> prompt(row))
                .optional();
    }

    private static Prompt prompt(ResultSet row) throws SQLException {
        return new Prompt(
                ContractJson.mapper().readTree(row.getString("request")),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }
}
