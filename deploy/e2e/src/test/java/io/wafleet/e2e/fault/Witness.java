package io.wafleet.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.e2e.fault.EventLog.Told;
import io.wafleet.e2e.fault.SendStream.Accepted;
import java.util.List;

/** Asks the simulated phones, Kafka, the log and the webhook what became of what was accepted. */
final class Witness {

    private final FaultFleet fleet;

    Witness(FaultFleet fleet) {
        this.fleet = fleet;
    }

    /** Each accepted send has exactly one result, which is good, and is on the phone exactly once. */
    void everySendArrivedOnce(SendStream stream) {
        List<Accepted> accepted = stream.accepted();
        FaultFleet.within(120)
                .untilAsserted(() -> assertThat(accepted)
                        .as("accepted sends without a result")
                        .noneMatch(send -> results(send).isEmpty()));
        assertThat(accepted).as("accepted sends").isNotEmpty().allSatisfy(send -> {
            assertThat(results(send)).extracting(Told::type).containsOnly("command.completed");
            assertThat(results(send))
                    .extracting(Told::id)
                    .containsOnly(results(send).getFirst().id());
        });
        FaultFleet.within(30)
                .untilAsserted(() -> assertThat(texts(stream))
                        .containsAll(accepted.stream().map(Accepted::text).toList()));
        assertThat(texts(stream)).as("texts on the phone").doesNotHaveDuplicates();
        assertThat(fleet.phone().received(stream.recipient()))
                .as("messages that were sent again under their id")
                .allSatisfy(message -> assertThat(message.path("sends").asInt()).isEqualTo(1));
    }

    private List<Told> results(Accepted send) {
        return fleet.events().results(send.command());
    }

    private List<String> texts(SendStream stream) {
        return fleet.phone().received(stream.recipient()).stream()
                .map(message -> message.path("body").asString())
                .toList();
    }
}
