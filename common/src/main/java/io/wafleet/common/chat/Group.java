package io.wafleet.common.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group of which the account is a member.
 *
 * @param owner the number of who made it, where it is known
 * @param createdAt seconds since 1970, where it is known
 */
public record Group(
        String id,
        @Nullable String subject,
        @Nullable String description,
        @Nullable String owner,
        @Nullable Long createdAt,
        List<Participant> participants) {

    public Group {
        participants = participants == null ? List.of() : List.copyOf(participants);
    }

    /** A member; the number is null while only the hidden id is known. */
    public record Participant(
            @Nullable String phone, @Nullable String lid, boolean admin) {}
}
