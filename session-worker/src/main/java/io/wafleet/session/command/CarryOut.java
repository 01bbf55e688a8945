package io.wafleet.session.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.wafleet.common.command.Command;
import io.wafleet.common.command.CommandType;
import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.session.ownership.OwnershipLost;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Takes a command through the journal to its handler and tells its one result.
 *
 * <p>Failure policy: while Postgres is away, and when the account's lease is lost under the command, it begins again
 * from what the journal says, until the shard leaves this worker. A handler that fails unexpectedly fails the command.
 */
@Component
class CarryOut {

    private static final Logger log = LoggerFactory.getLogger(CarryOut.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    /** After these a message may be on its way all the same. */
    private static final Set<ErrorCode> UNCERTAIN =
            Set.of(ErrorCode.MESSAGE_FAILED, ErrorCode.SERVER_ERROR, ErrorCode.COMMAND_TIMEOUT);

    private final Journal journal;
    private final Results results;
    private final MeterRegistry meters;
    private final Map<CommandType, CommandHandler> handlers = new EnumMap<>(CommandType.class);

    CarryOut(Journal journal, Results results, MeterRegistry meters, List<CommandHandler> handlers) {
        this.journal = journal;
        this.results = results;
        this.meters = meters;
        handlers.forEach(handler -> this.handlers.put(handler.type(), handler));
    }

    boolean runsBeside(Command command) {
        return handlerOf(command).runsBeside();
    }

    /** Carries it out and tells the result, however long that takes. */
    void run(Command command, Headers asked, BooleanSupplier wanted) throws InterruptedException {
        untilDone(command, wanted, () -> {
            Optional<JournalEntry> before = journal.begin(command);
            if (before.filter(entry -> !entry.isOf(command)).isPresent()) {
                results.tellTaken(command, asked, wanted);
                return;
            }
            JournalEntry ended = before.isPresent() && before.get().isFinished()
                    ? before.get()
                    : finish(command, before.isPresent());
            results.tell(ended, asked, wanted);
        });
    }

    /** Fails it without carrying it out, unless it has ended already. */
    void refuse(Command command, Headers asked, CommandError error, BooleanSupplier wanted)
            throws InterruptedException {
        untilDone(command, wanted, () -> {
            Optional<JournalEntry> before = journal.begin(command);
            if (before.isPresent() && !before.get().isFinished()) {
                return; // the first of that id is under way, and its result is the result
            }
            if (before.isEmpty()) {
                record(command, fail(command, error), Duration.ZERO, false);
            }
            results.tell(journal.find(command.id()).orElseThrow(), asked, wanted);
        });
    }

    private interface Attempt {
        void make() throws InterruptedException;
    }

    private void untilDone(Command command, BooleanSupplier wanted, Attempt attempt) throws InterruptedException {
        Duration wait = FIRST_WAIT;
        while (wanted.getAsBoolean()) {
            try {
                attempt.make();
                return;
            } catch (DataIntegrityViolationException impossible) {
                throw impossible; // the same again would fail again
            } catch (DataAccessException | OwnershipLost unfinished) {
                log.atWarn()
                        .addKeyValue("command_id", command.id())
                        .addKeyValue("account_id", command.accountId())
                        .addKeyValue("error", unfinished.getMessage())
                        .log("command.begins_again");
            }
            Thread.sleep(wait);
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
        }
        throw new InterruptedException("the shard has left");
    }

    private JournalEntry finish(Command command, boolean resumed) throws InterruptedException {
        long began = System.nanoTime();
        JournalEntry ended;
        try {
            List<FieldProblem> problems = command.data().problems();
            if (!problems.isEmpty()) {
                throw new CommandFailure(CommandError.invalid(problems));
            }
            ended = journal.complete(command, handlerOf(command).carryOut(command, resumed));
        } catch (CommandFailure failure) {
            ended = fail(command, failure.error());
        } catch (DataAccessException | OwnershipLost again) {
            throw again;
        } catch (RuntimeException unexpected) {
            log.atError()
                    .addKeyValue("command_id", command.id())
                    .setCause(unexpected)
                    .log("command.handler_failed");
            ended = fail(command, CommandError.of(ErrorCode.SERVER_ERROR, "The command failed unexpectedly"));
        }
        record(command, ended, Duration.ofNanos(System.nanoTime() - began), resumed);
        return ended;
    }

    private JournalEntry fail(Command command, CommandError error) throws InterruptedException {
        handlerOf(command).failed(command, error);
        return journal.fail(command, error, !UNCERTAIN.contains(error.code()));
    }

    private CommandHandler handlerOf(Command command) {
        CommandHandler handler = handlers.get(command.type());
        if (handler == null) {
            throw new IllegalStateException("No handler for " + command.type());
        }
        return handler;
    }

    private void record(Command command, JournalEntry ended, Duration took, boolean resumed) {
        CommandError error = ended.error();
        String outcome = error == null ? "completed" : error.code().name();
        Timer.builder("wafleet.command")
                .description("Commands by type and outcome")
                .tag("type", command.type().wireName())
                .tag("outcome", outcome)
                .publishPercentileHistogram()
                .register(meters)
                .record(took);
        log.atInfo()
                .addKeyValue("command_id", command.id())
                .addKeyValue("type", command.type().wireName())
                .addKeyValue("account_id", command.accountId())
                .addKeyValue("outcome", outcome)
                .addKeyValue("resumed", resumed)
                .addKeyValue("ms", took.toMillis())
                .log(error == null ? "command.completed" : "command.failed");
    }
}
