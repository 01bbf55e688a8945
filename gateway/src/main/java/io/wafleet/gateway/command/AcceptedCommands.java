package io.wafleet.gateway.command;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.gateway.problem.ApiException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    /** After these nothing was done, and the same may be granted later. */
    private static final Set<String> FOR_THE_MOMENT = Stream.of(
                    ErrorCode.QUEUE_FULL,
                    ErrorCode.RATE_LIMITED,
                    ErrorCode.ACCOUNT_LIMIT,
                    ErrorCode.WHATSAPP_NOT_READY,
                    ErrorCode.MEDIA_UNREACHABLE,
                    ErrorCode.UNAVAILABLE)
            .map(ErrorCode::name)
            .collect(Collectors.toSet());

    private final JdbcClient database;
    private final CommandLog commands;
    private final Clock clock;

    AcceptedCommands(JdbcClient database, CommandLog commands, Clock clock) {
        this.database = database;
        this.commands = commands;
        this.clock = clock;
    }

    /**
     * Binds an id that follows from an idempotency key to its question, and tells under which id to ask it: that one, or,
     * where its owner has refused it for the moment and done nothing, a fresh one.
     *
     * @throws ApiException IDEMPOTENCY_CONFLICT if the same key came with another question before
     */
    String bind(Question question) {
        if (remember(question)) {
            return question.id();
        }
        Bound bound = database.sql("select body_hash, attempt from gateway.accepted_command where id = :id")
                .param("id", question.id())
                .query((row, index) -> new Bound(row.getString(1), row.getInt(2)))
                .single();
        if (!bound.hash().equals(hash(question))) {
            throw new ApiException(
                    ErrorCode.IDEMPOTENCY_CONFLICT, "This Idempotency-Key was used for another request before");
        }
        String id = nameOf(question, bound.attempt());
        return wasRefusedForTheMoment(id) ? nextAttempt(question, bound.attempt()) : id;
    }

    /** Which account the command of this id was bound to. */
    Optional<AccountId> accountOf(String id) {
        return database.sql("select account_id from gateway.accepted_command where id = :id and account_id is not null")
                .param("id", id)
                .query((row, index) -> new AccountId(row.getString(1)))
                .optional();
    }

    private record Bound(String hash, int attempt) {}

    private boolean wasRefusedForTheMoment(String id) {
        return commands.find(id)
                .map(CommandState::error)
                .map(error -> error.path("code").asString(""))
                .filter(FOR_THE_MOMENT::contains)
                .isPresent();
    }

    /** Two who ask at once get the same one. */
    private String nextAttempt(Question question, int attempt) {
        database.sql("update gateway.accepted_command set attempt = :next where id = :id and attempt = :attempt")
                .param("next", attempt + 1)
                .param("id", question.id())
                .param("attempt", attempt)
                .update();
        return nameOf(question, attempt + 1);
    }

    private static String nameOf(Question question, int attempt) {
        return attempt == 0 ? question.id() : question.id() + "_" + attempt;
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
