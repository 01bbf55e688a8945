package io.wafleet.gateway.account;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.topic.Shards;
import io.wafleet.gateway.command.AskTheFleet;
import io.wafleet.gateway.command.Terms;
import io.wafleet.gateway.problem.ApiException;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Makes the ids of accounts that come without one, such that the shards stay evenly filled, and with them the workers.
 *
 * <p>Failure policy: where the database does not say how full the shards are, any id will do.
 */
@Component
class NewAccountId {

    /** With so many to choose from, one of the emptiest of 24 shards is nearly always among them. */
    private static final int CANDIDATES = 64;

    private final AskTheFleet fleet;
    private final Accounts accounts;

    NewAccountId(AskTheFleet fleet, Accounts accounts) {
        this.fleet = fleet;
        this.accounts = accounts;
    }

    /** Asks with a new id; a repeated request with the same idempotency key asks with the one it had. */
    <T> T ask(Terms terms, Function<AccountId, T> question) {
        AccountId chosen = fleet.accountAskedFor(terms).orElseGet(() -> onTheEmptiestShard(terms));
        try {
            return question.apply(chosen);
        } catch (ApiException refused) {
            AccountId bound = fleet.accountAskedFor(terms).orElse(chosen);
            if (refused.error().code() != ErrorCode.IDEMPOTENCY_CONFLICT || bound.equals(chosen)) {
                throw refused;
            }
            return question.apply(bound); // another request with the same key was faster
        }
    }

    private AccountId onTheEmptiestShard(Terms terms) {
        Map<Integer, Long> filled = filled();
        int shards = fleet.shards();
        return IntStream.range(0, CANDIDATES)
                .mapToObj(number -> new AccountId("acc-" + AskTheFleet.derivedId(terms, "account-" + number)))
                .min(Comparator.comparingLong(id -> filled.getOrDefault(Shards.of(id, shards), 0L)))
                .orElseThrow();
    }

    private Map<Integer, Long> filled() {
        try {
            return accounts.countByShard();
        } catch (DataAccessException | ApiException unknown) {
            return Map.of();
        }
    }
}
