package io.wafleet.session.command;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.command.Command;
import io.wafleet.common.command.MessageOrder;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.problem.CommandError;
import io.wafleet.session.ownership.Incarnation;
import io.wafleet.session.ownership.OwnershipLost;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/**
 * Remembers every command, so that none is carried out twice and each has one result.
 *
 * <p>Failure policy: a {@code DataAccessException} leaves it unknown whether the statement took place; all of them may be
 * repeated.
 */
@Component
public class Journal {

    /** A worker that was frozen must not end what another does by now. */
    private static final String STILL_OURS = """
                        where id = :id and status = 'running' and not exists (
                            select from session.lease
                            where account_id = command.account_id and owner <> :self and expires_at > now())
            """;

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final CommandSettings settings;
    private final Clock clock;
    private final String self;

    Journal(JdbcClient jdbc, CommandSettings settings, Clock clock, Incarnation self) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
        this.self = self.id();
    }

    /**
     * Notes that a command begins; returns what is known of it if it began before. Of one whose data is wrong it keeps
     * nothing but the fact, because what is wrong may be that it cannot be stored.
     */
    public Optional<JournalEntry> begin(Command command) {
        boolean valid = command.data().problems().isEmpty();
        String clientMessageId = valid && command.data() instanceof MessageOrder order ? order.clientMessageId() : null;
        int inserted = jdbc.sql("""
                        insert into session.command (id, account_id, type, status, client_message_id, metadata)
                        values (?, ?, ?, 'running', ?, ?::jsonb) on conflict (id) do nothing
                        """)
                .param(command.id())
                .param(command.accountId().value())
                .param(command.type().wireName())
                .param(clientMessageId)
                .param(ContractJson.mapper().writeValueAsString(valid ? metadataOf(command) : Map.of()))
                .update();
        return inserted == 1 ? Optional.empty() : find(command.id());
    }

    public Optional<JournalEntry> find(String commandId) {
        return jdbc.sql("select * from session.command where id = ?")
                .param(commandId)
                .query(Journal::read)
                .optional();
    }

    /**
     * Claims the command's client_message_id for it.
     *
     * @param content a digest of what is asked
     * @return the command that has it already, if another does
     */
    public Optional<JournalEntry> claimClientId(Command command, String clientMessageId, String content) {
        try {
            jdbc.sql("update session.command set claims_client_id = true, content = ? where id = ?")
                    .params(content, command.id())
                    .update();
            return Optional.empty();
        } catch (DuplicateKeyException claimed) {
            return jdbc.sql("""
                            select * from session.command
                            where account_id = ? and client_message_id = ? and claims_client_id
                            """)
                    .params(command.accountId().value(), clientMessageId)
                    .query(Journal::read)
                    .optional();
        }
    }

    /** Notes the id of the message, and when it was first, before the page is asked to send it. */
    public void sending(Command command, String messageId) {
        jdbc.sql("""
                        update session.command set message_id = ?, asked_at = coalesce(asked_at, now())
                        where id = ? and status = 'running'
                        """).params(messageId, command.id()).update();
    }

    /**
     * Writes how the command ended, unless that is written already; returns what holds.
     *
     * @throws OwnershipLost if another worker has the account by now, and with it the command
     */
    public JournalEntry complete(Command command, Object result) {
        jdbc.sql("update session.command set status = 'completed', result = :result::jsonb, finished_at = now() "
                        + STILL_OURS)
                .param("result", ContractJson.mapper().writeValueAsString(result))
                .param("id", command.id())
                .param("self", self)
                .update();
        return ended(command);
    }

    /**
     * Writes that the command failed, unless its end is written already; returns what holds.
     *
     * @param nothingSent whether its client_message_id may be used for another try
     * @throws OwnershipLost if another worker has the account by now, and with it the command
     */
    public JournalEntry fail(Command command, CommandError error, boolean nothingSent) {
        jdbc.sql("""
                        update session.command set status = 'failed', error = :error::jsonb, finished_at = now(),
                            claims_client_id = claims_client_id and not :nothingSent
                        """ + STILL_OURS)
                .param("error", ContractJson.mapper().writeValueAsString(error))
                .param("nothingSent", nothingSent)
                .param("id", command.id())
                .param("self", self)
                .update();
        return ended(command);
    }

    private JournalEntry ended(Command command) {
        return find(command.id())
                .filter(JournalEntry::isFinished)
                .orElseThrow(() -> new OwnershipLost(command.accountId()));
    }

    /** Forgets old commands. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT4M")
    void prune() {
        jdbc.sql("delete from session.command where created_at < ? and status <> 'running'")
                .param(Timestamp.from(clock.instant().minus(settings.retention())))
                .update();
    }

    static Map<String, Object> metadataOf(Command command) {
        return command.data() instanceof MessageOrder order ? order.metadata() : Map.of();
    }

    private static JournalEntry read(ResultSet row, int number) throws SQLException {
        @Nullable String result = row.getString("result");
        @Nullable String error = row.getString("error");
        return new JournalEntry(
                row.getString("id"),
                new AccountId(row.getString("account_id")),
                row.getString("type"),
                JournalEntry.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getString("client_message_id"),
                row.getString("content"),
                row.getString("message_id"),
                result == null ? null : ContractJson.mapper().readTree(result),
                error == null ? null : ContractJson.mapper().readValue(error, CommandError.class),
                ContractJson.mapper().readValue(row.getString("metadata"), MAP));
    }
}
