package io.wafleet.relay.command;

import io.wafleet.common.json.ContractJson;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.relay.RelayCommand;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which commands there were and how they ended.
 *
 * <p>Failure policy: an unreachable database throws; the command is read again.
 */
@Component
class CommandJournal {

    private final JdbcClient database;
    private final Clock clock;

    CommandJournal(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Whether a command of this id was begun before. */
    boolean knows(String id) {
        return database.sql("select 1 from relay.command where id = ?")
                .param(id)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Records a command with its ending, in the transaction of its effect. */
    void record(RelayCommand command, @Nullable ReplyAddress reply, Ending ending) {
        String now = clock.instant().toString();
        database.sql("""
                        insert into relay.command (id, account_id, type, status, result, error, created_at, finished_at,
                          reply_topic, reply_partition, correlation_id)
                        values (?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::timestamptz, ?::timestamptz, ?, ?, ?)
                        """)
                .params(Arrays.asList(
                        command.id(),
                        command.accountId() == null ? null : command.accountId().value(),
                        command.type().wireName(),
                        ending.status(),
                        ending instanceof Ending.Completed ? json(ending) : null,
                        ending instanceof Ending.Failed ? json(ending) : null,
                        now,
                        ending instanceof Ending.Later ? null : now,
                        reply == null ? null : reply.topic(),
                        reply == null ? null : reply.partition(),
                        reply == null ? null : reply.correlationId()))
                .update();
    }

    /** Ends a command that is running; the first ending stays. */
    void finish(String id, Ending ending) {
        database.sql("""
                        update relay.command
                        set status = ?, result = ?::jsonb, error = ?::jsonb, finished_at = ?::timestamptz
                        where id = ? and status = 'running'
                        """)
                .params(Arrays.asList(
                        ending.status(),
                        ending instanceof Ending.Completed ? json(ending) : null,
                        ending instanceof Ending.Failed ? json(ending) : null,
                        clock.instant().toString(),
                        id))
                .update();
    }

    /** How far a command has come that is running. */
    void note(String id, Ending soFar) {
        database.sql("update relay.command set result = ?::jsonb where id = ? and status = 'running'")
                .params(json(soFar), id)
                .update();
    }

    /** How it ended, if it has. */
    Optional<Finished> find(String id) {
        return database.sql("select * from relay.command where id = ? and status <> 'running'")
                .param(id)
                .query(CommandJournal::read)
                .optional();
    }

    /** The caller's own wait replaces that of the one before: it is the one that still waits. */
    void replyTo(String id, ReplyAddress reply) {
        database.sql(
                        "update relay.command set reply_topic = ?, reply_partition = ?, correlation_id = ? where id = ? and status = 'running'")
                .params(Arrays.asList(reply.topic(), reply.partition(), reply.correlationId(), id))
                .update();
    }

    void told(String id) {
        database.sql("update relay.command set told_at = now() where id = ? and told_at is null")
                .param(id)
                .update();
    }

    /** Ended a while ago, and nobody was told. */
    List<Finished> untold() {
        return database.sql("""
                        select * from relay.command
                        where told_at is null and status <> 'running' and finished_at < now() - interval '15 seconds'
                        order by created_at limit 100
                        """).query(CommandJournal::read).list();
    }

    /**
     * Fails what has been running for longer than anything can but a replay, with which others go on; its process did not
     * live to see the end.
     */
    void failAbandoned() {
        Ending failed = Ending.failed(ErrorCode.UNAVAILABLE, "The relay stopped before the end");
        database.sql("""
                        update relay.command set status = 'failed', error = ?::jsonb, finished_at = now()
                        where told_at is null and status = 'running' and created_at < now() - interval '90 seconds'
                          and not exists (select 1 from relay.replay r where r.command_id = relay.command.id)
                        """).param(json(failed)).update();
    }

    private static String json(Ending ending) {
        return ContractJson.mapper().writeValueAsString(ending.content());
    }

    private static Finished read(ResultSet row, int number) throws SQLException {
        boolean completed = row.getString("status").equals("completed");
        String topic = row.getString("reply_topic");
        return new Finished(
                row.getString("id"),
                row.getString("account_id"),
                row.getString("type"),
                completed,
                ContractJson.mapper().readTree(row.getString(completed ? "result" : "error")),
                row.getObject("finished_at", OffsetDateTime.class).toInstant(),
                topic == null
                        ? null
                        : new ReplyAddress(
                                topic,
                                row.getObject("reply_partition", Integer.class),
                                row.getBytes("correlation_id")));
    }
}
