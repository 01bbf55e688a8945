package io.wafleet.session.lifecycle;

import io.wafleet.common.command.Command;
import io.wafleet.common.command.CommandType;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.session.command.CommandFailure;
import io.wafleet.session.command.CommandHandler;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A command that asks one thing of the account's session and answers where that left it. */
final class LifeCommand implements CommandHandler {

    private static final Logger log = LoggerFactory.getLogger(LifeCommand.class);

    private final CommandType type;
    private final Sessions sessions;
    private final Function<Session, ? extends CompletableFuture<?>> wish;

    LifeCommand(CommandType type, Sessions sessions, Function<Session, ? extends CompletableFuture<?>> wish) {
        this.type = type;
        this.sessions = sessions;
        this.wish = wish;
    }

    @Override
    public CommandType type() {
        return type;
    }

    @Override
    public Object carryOut(Command command, boolean resumed) throws CommandFailure, InterruptedException {
        return await(wish.apply(sessions.obtain(command.accountId())));
    }

    static <T> T await(CompletableFuture<T> answer) throws CommandFailure, InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof UncheckedIOException disk) {
                log.atError().setCause(disk).log("profile.not_removed");
                throw new CommandFailure(ErrorCode.SERVER_ERROR, disk.getMessage() + "; ask again");
            }
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failure.getCause());
        }
    }
}
