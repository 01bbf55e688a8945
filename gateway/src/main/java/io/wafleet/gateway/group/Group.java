package io.wafleet.gateway.group;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group of which the account is a member.
 *
 * @param createdAt seconds since 1970
 * @param members shown with a single group only
 */
record Group(
        String id,
        @Nullable String subject,
        @Nullable String description,
        @Nullable String owner,
        @Nullable Long createdAt,
        int memberCount,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Member> members) {

    /** Somebody in it; the number is null while only the hidden id is known. */
    record Member(
            @Nullable String phone,
            @Nullable String lid,
            @Nullable String name,
            boolean admin) {}
}
