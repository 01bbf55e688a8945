package io.wafleet.gateway.setup;

import io.wafleet.gateway.command.FleetHealth;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Ready once the schema is there and Kafka has been reached for the first time. It stays ready when Kafka goes away
 * later: reads go on, and commands say 503 themselves.
 */
@Component("setup")
class SetupHealth implements HealthIndicator {

    private final SetUpDatabase database;
    private final FleetHealth fleet;

    SetupHealth(SetUpDatabase database, FleetHealth fleet) {
        this.database = database;
        this.fleet = fleet;
    }

    @Override
    public Health health() {
        return database.isDone() && fleet.hasBeenUp()
                ? Health.up().build()
                : Health.outOfService().build();
    }
}
