package io.wafleet.common.event;

import io.wafleet.common.account.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as the owner of the data tells it.
 *
 * @param id the same for every telling of the same fact, see {@link EventIds}; consumers drop what they have seen
 * @param accountId whose event it is; null only for what is about the global endpoint
 * @param epoch which ownership of the account told it; an event of an older one is stale. 0 where nobody owns it
 * @param seq counts up within an account and epoch
 * @param backfilled whether it happened while nobody was watching and was found later
 */
public record Event(
        String id,
        @Nullable AccountId accountId,
        Instant time,
        String source,
        long epoch,
        long seq,
        boolean backfilled,
        EventData data) {

    public EventType type() {
        return EventType.of(data);
    }
}
