package io.wafleet.common.command;

import com.github.f4b6a3.ulid.UlidCreator;
import io.wafleet.common.account.AccountId;
import java.time.Instant;

/**
 * A request to change an account, on its way to the worker that owns it.
 *
 * @param id chosen by the producer, 1 to 128 characters; the same id again gets the first result back
 * @param source who asks, for people who read the topic
 */
public record Command(String id, AccountId accountId, Instant time, String source, CommandData data) {

    /** A new command with an id of its own that sorts by time. */
    public static Command of(AccountId accountId, Instant time, String source, CommandData data) {
        return new Command(newId(), accountId, time, source, data);
    }

    public static String newId() {
        return UlidCreator.getMonotonicUlid().toString();
    }

    public CommandType type() {
        return CommandType.of(data);
    }
}
