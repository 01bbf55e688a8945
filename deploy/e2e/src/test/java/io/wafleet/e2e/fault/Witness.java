package io.wafleet.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.e2e.Answer;
import io.wafleet.e2e.Json;
import io.wafleet.e2e.fault.EventLog.Told;
import io.wafleet.e2e.fault.SendStream.Accepted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Asks the simulated phones, Kafka, the log and the webhook what became of what was accepted. */
final class Witness {

    private final FaultFleet fleet;

    Witness(FaultFleet fleet) {
        this.fleet = fleet;
    }

    void everySendArrivedOnce(SendStream stream) {
        everySendArrivedOnce(stream.recipient(), stream.accepted());
    }

    /** Each accepted send has exactly one result, which is good, and is on the phone exactly once. */
    void everySendArrivedOnce(String recipient, List<Accepted> accepted) {
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
                .untilAsserted(() -> assertThat(texts(recipient))
                        .containsAll(accepted.stream().map(Accepted::text).toList()));
        assertThat(texts(recipient)).as("texts on the phone").doesNotHaveDuplicates();
        assertThat(fleet.phone().received(recipient))
                .as("messages that were sent again under their id")
                .allSatisfy(message -> assertThat(message.path("sends").asInt()).isEqualTo(1));
    }

    /** Each message that a phone wrote is in the log once, and has reached the webhook as one event. */
    void everyMessageWasToldOnce(InboundStream stream) {
        Map<String, LinkedAccount> written = stream.written();
        FaultFleet.within(120)
                .untilAsserted(() -> assertThat(written.keySet())
                        .as("messages that the webhook has")
                        .allSatisfy(id -> assertThat(fleet.arrivals().of(id)).hasSize(1)));
        Map<LinkedAccount, List<String>> expected =
                written.keySet().stream().collect(Collectors.groupingBy(written::get));
        expected.forEach((account, ids) -> assertThat(logged(account, stream.name()))
                .as("messages in the log of %s", account)
                .containsExactlyInAnyOrderElementsOf(ids));
    }

    /** No device of these accounts has ever been connected twice at a time, nor had to give way to another. */
    void onePageEach(List<LinkedAccount> accounts) {
        assertThat(accounts).allSatisfy(account -> {
            JsonNode connections = fleet.phone().connections(account.number());
            assertThat(connections.path("peak").asInt())
                    .as(connections.toString())
                    .isEqualTo(1);
            assertThat(connections.path("conflicts").asInt())
                    .as(connections.toString())
                    .isZero();
        });
    }

    /** The ids of what the log has under texts that begin so, page by page. */
    private List<String> logged(LinkedAccount account, String text) {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            Answer page =
                    fleet.api().get("/api/accounts/" + account.id() + "/messages?direction=inbound&limit=100" + cursor);
            assertThat(page.status()).as(page.toString()).isEqualTo(200);
            Json.elements(page.data().path("messages"))
                    .filter(message -> message.path("message").asString("").startsWith(text))
                    .forEach(message -> ids.add(message.path("id").asString()));
            JsonNode next = page.json().findPath("next_cursor");
            cursor = next.isString() ? "&cursor=" + next.asString() : null;
        }
        return ids;
    }

    private List<Told> results(Accepted send) {
        return fleet.events().results(send.command());
    }

    private List<String> texts(String recipient) {
        return fleet.phone().received(recipient).stream()
                .map(message -> message.path("body").asString())
                .toList();
    }
}
