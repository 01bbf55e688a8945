package io.wafleet.gateway.command;

import io.wafleet.common.problem.ErrorCode;
import io.wafleet.gateway.problem.ApiException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.TransactionException;

/**
 * What the gateway has promised to have done: bound idempotency keys, and commands that were answered before they were
 * carried out. Kept for thirty days.
 */
@Repository
class AcceptedCommands {

    private static final Logger log = LoggerFactory.getLogger(AcceptedCommands.class);
    private static final Duration KEPT = Duration.ofDays(30);

    private final JdbcClient database;
    private final Clock clock;

    AcceptedCommands(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @throws ApiException IDEMPOTENCY_CONFLICT if the same key came with another question before */
    void bind(Question question) {
        if (!remember(question)) {
            String known = database.sql("select body_hash from gateway.accepted_command where id = :id")
                    .param("id", question.id())
                    .query(String.class)
                    .single();
            if (!known.equals(hash(question))) {
                throw new ApiException(
                        ErrorCode.IDEMPOTENCY_CONFLICT, "This Idempotency-Key was used for another request before");
            }
        }
    }

    /** Without the database a command still goes out; its resource appears once its owner has it. */
    void rememberIfPossible(Question question) {
        try {
            remember(question);
        } catch (DataAccessException | TransactionException away) {
            log.atWarn()
                    .addKeyValue("command_id", question.id())
                    .addKeyValue("cause", away.getClass().getSimpleName())
                    .log("command.not_remembered");
        }
    }

    private boolean remember(Question question) {
        @Nullable
        String account = question.account() == null ? null : question.account().value();
        return database.sql("""
                        insert into gateway.accepted_command (id, account_id, type, body_hash, created_at)
                        values (:id, :account, :type, :hash, :now) on conflict (id) do nothing""")
                        .param("id", question.id())
                        .param("account", account)
                        .param("type", question.type())
                        .param("hash", hash(question))
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    private static String hash(Question question) {
        return AskTheFleet.digest(question.type() + "\n" + question.account() + "\n"
                + new String(question.content(), StandardCharsets.UTF_8));
    }

    @Scheduled(initialDelay = 120_000, fixedDelay = 3_600_000)
    void prune() {
        try {
            database.sql("delete from gateway.accepted_command where created_at < :before")
                    .param("before", clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DataAccessException away) {
            log.atWarn().addKeyValue("cause", away.getClass().getSimpleName()).log("command.prune.failed");
        }
    }
}
