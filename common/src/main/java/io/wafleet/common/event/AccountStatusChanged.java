package io.wafleet.common.event;

import io.wafleet.common.account.AccountState;
import io.wafleet.common.account.StatusReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account went from one state to another.
 *
 * @param statusSeq counts the changes of this account, without gaps
 * @param phone its number, once linked
 * @param worker which worker owns it
 * @param nextAttemptAt when it will try again, while DISCONNECTED
 */
public record AccountStatusChanged(
        AccountState status,
        @Nullable AccountState previous,
        long statusSeq,
        StatusReason reason,
        @Nullable String phone,
        @Nullable String pushName,
        @Nullable String platform,
        @Nullable String worker,
        @Nullable Instant nextAttemptAt)
        implements EventData {}
