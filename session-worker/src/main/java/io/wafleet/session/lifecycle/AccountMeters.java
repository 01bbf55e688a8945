package io.wafleet.session.lifecycle;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.wafleet.common.account.AccountState;
import io.wafleet.session.account.Accounts;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Counts the accounts of this worker's shards by state, with and without a page.
 *
 * <p>Failure policy: while Postgres is away the last count stands.
 */
@Component
class AccountMeters {

    private static final Logger log = LoggerFactory.getLogger(AccountMeters.class);

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
        try {
            counts = accounts.countByState(owned.all());
        } catch (DataAccessException away) {
            log.atWarn()
                    .addKeyValue(
                            "error", String.valueOf(away.getMostSpecificCause().getMessage()))
                    .log("accounts.not_counted");
        }
    }
}
