package io.wafleet.session.account;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.account.AccountState;
import io.wafleet.common.account.Network;
import io.wafleet.common.account.StatusReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account as it was when its row was read.
 *
 * @param wanted whether its page is to be open
 * @param statusSeq counts its changes of state
 * @param nextAttemptAt when it tries again, while DISCONNECTED
 * @param epoch the ownership that wrote it last
 * @param createdBy the command that made it
 */
public record Account(
        AccountId id,
        String name,
        Network network,
        boolean wanted,
        AccountState state,
        long statusSeq,
        StatusReason reason,
        @Nullable String phone,
        @Nullable String pushName,
        @Nullable String platform,
        @Nullable String worker,
        @Nullable Instant nextAttemptAt,
        long epoch,
        String createdBy) {}
