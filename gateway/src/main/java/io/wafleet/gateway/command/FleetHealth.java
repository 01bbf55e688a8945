package io.wafleet.gateway.command;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether commands can go out, as far as those of the last half minute tell. */
@Component("kafka")
public class FleetHealth implements HealthIndicator {

    private final FleetLink fleet;

    FleetHealth(FleetLink fleet) {
        this.fleet = fleet;
    }

    public boolean hasBeenUp() {
        return fleet.wasConnected();
    }

    @Override
    public Health health() {
        return fleet.isUp() ? Health.up().build() : Health.down().build();
    }
}
