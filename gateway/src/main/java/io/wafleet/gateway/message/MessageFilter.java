package io.wafleet.gateway.message;

import io.wafleet.common.account.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which messages of an account are asked for.
 *
 * @param q words that the text contains
 * @param since ISO 8601 or seconds since 1970
 * @param before the cursor that the last page gave
 */
record MessageFilter(
        AccountId account,
        @Nullable String chatId,
        @Nullable String direction,
        @Nullable String type,
        @Nullable String status,
        @Nullable String q,
        @Nullable Instant since,
        @Nullable Long before) {

    /** The words as a pattern in which they mean only themselves. */
    @Nullable
    String pattern() {
        return q == null
                ? null
                : "%" + q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
