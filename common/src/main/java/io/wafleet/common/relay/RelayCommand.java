package io.wafleet.common.relay;

import com.github.f4b6a3.ulid.UlidCreator;
import io.wafleet.common.account.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request to the webhook-relay.
 *
 * @param id chosen by the producer, 1 to 128 characters; the same id again gets the first result back
 * @param accountId whose endpoint it is about; null for the global one
 */
public record RelayCommand(
        String id, @Nullable AccountId accountId, Instant time, String source, RelayCommandData data) {

    /** A new command with an id of its own that sorts by time. */
    public static RelayCommand of(@Nullable AccountId accountId, Instant time, String source, RelayCommandData data) {
        return new RelayCommand(UlidCreator.getMonotonicUlid().toString(), accountId, time, source, data);
    }

    public RelayCommandType type() {
        return RelayCommandType.of(data);
    }
}
