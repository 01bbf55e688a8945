package io.wafleet.session.lifecycle;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.wafleet.common.account.AccountState;
import io.wafleet.session.account.Accounts;
import java.util.Map;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Counts the accounts of this worker's shards by state, with and without a page.
 *
 * <p>Failure policy: while Postgres is away the last count stands.
 */
@Component
class AccountMeters {

    private final Accounts accounts;
    private final OwnedShards owned;
    private volatile Map<AccountState, Integer> counts = Map.of();

    AccountMeters(Accounts accounts, OwnedShards owned, MeterRegistry meters) {
        this.accounts = accounts;
        this.owned = owned;
        for (AccountState state : AccountState.values()) {
            Gauge.builder("wafleet.session.state", () -> counts.getOrDefault(state, 0))
                    .tag("state", state.name())
                    .description("Accounts of this worker's shards, by state")
                    .register(meters);
        }
    }

    @Scheduled(fixedRateString = "PT5S")
    void count() {
        counts = accounts.countByState(owned.all());
    }
}
