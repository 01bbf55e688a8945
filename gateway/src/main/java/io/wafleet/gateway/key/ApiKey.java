package io.wafleet.gateway.key;

import io.wafleet.common.account.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is listed, without its secret.
 *
 * @param accounts the only accounts it is for; all of them if empty
 */
record ApiKey(
        String id,
        String name,
        List<Scope> scopes,
        List<AccountId> accounts,
        Instant createdAt,
        @Nullable Instant revokedAt) {

    Caller caller() {
        return new Caller(id, Set.copyOf(scopes), Set.copyOf(accounts));
    }
}
