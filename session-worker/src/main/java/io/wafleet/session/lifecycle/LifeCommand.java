package io.wafleet.session.lifecycle;

import io.wafleet.common.command.AccountResult;
import io.wafleet.common.command.Command;
import io.wafleet.common.command.CommandType;
import io.wafleet.session.command.CommandFailure;
import io.wafleet.session.command.CommandHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/** A command that asks one thing of the account's session and answers where that left it. */
final class LifeCommand implements CommandHandler {

    private final CommandType type;
    private final Sessions sessions;
    private final Function<Session, CompletableFuture<AccountResult>> wish;

    LifeCommand(CommandType type, Sessions sessions, Function<Session, CompletableFuture<AccountResult>> wish) {
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

    static AccountResult await(CompletableFuture<AccountResult> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failure.getCause());
        }
    }
}
