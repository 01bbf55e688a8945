package io.wafleet.common.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody voted; their earlier vote in the poll is void.
 *
 * @param messageId the poll
 * @param from who voted, digits only
 * @param options the answers they chose, none if the vote was taken back
 * @param timestamp seconds since 1970
 */
public record PollVote(
        String messageId,
        String chatId,
        String from,
        @Nullable String fromLid,
        List<String> options,
        long timestamp) implements EventData {

    public PollVote {
        options = options == null ? List.of() : List.copyOf(options);
    }
}
