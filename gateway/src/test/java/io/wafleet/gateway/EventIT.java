package io.wafleet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.event.AccountDeleted;
import io.wafleet.common.event.Event;
import io.wafleet.common.event.EventData;
import io.wafleet.common.event.EventIds;
import io.wafleet.common.event.QrIssued;
import io.wafleet.gateway.testing.Client;
import io.wafleet.gateway.testing.FleetStandIn;
import io.wafleet.gateway.testing.RunningGateway;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class EventIT {

    private final FleetStandIn fleet = RunningGateway.fleet();
    private final Client client = RunningGateway.shared().client();

    private record Listening(HttpResponse<Stream<String>> response, List<String> lines) implements AutoCloseable {

        @Override
        public void close() {
            response.body().close();
        }

        boolean has(String line) {
            return lines.contains(line);
        }
    }

    /** Returns when the stream has begun, so that what is published next is heard. */
    private Listening listen(Client client, String query, String... headers) throws Exception {
        HttpResponse<Stream<String>> response = HttpClient.newHttpClient()
                .send(client.request("GET", "/api/events" + query, null, headers), BodyHandlers.ofLines());
        assertThat(response.statusCode()).isEqualTo(200);
        List<String> lines = new CopyOnWriteArrayList<>();
        Thread.ofVirtual().start(() -> {
            try {
                response.body().forEach(lines::add);
                lines.add("END");
            } catch (RuntimeException closed) {
                lines.add("CLOSED");
            }
        });
        Awaitility.await().until(() -> !lines.isEmpty());
        return new Listening(response, lines);
    }

    private String publish(String account, long epoch, EventData data) {
        String id = EventIds.unique();
        fleet.publish(new Event(id, new AccountId(account), Instant.now(), "stand-in", epoch, 1, false, data));
        return id;
    }

    @Test
    void eventsAreStreamedAsTheyHappenEachOnce() throws Exception {
        try (Listening all = listen(client, "");
                Listening mine = listen(client, "?account_id=live-1,live-2&types=account.*")) {
            String first = publish("live-1", 1, new AccountDeleted());
            String other = publish("live-other", 1, new AccountDeleted());
            fleet.publishRaw("live-1", "broken".getBytes());
            String second = publish("live-2", 1, new QrIssued("2@x", Instant.now()));
            fleet.publish(new Event(
                    first, new AccountId("live-1"), Instant.now(), "retold", 1, 1, false, new AccountDeleted()));
            String last = publish("live-1", 1, new QrIssued("2@y", Instant.now()));
            Awaitility.await().until(() -> mine.has("id:" + second) && mine.has("id:" + last));
            assertThat(mine.lines()).contains("id:" + first, "event:account.deleted", "event:account.qr");
            assertThat(mine.lines())
                    .filteredOn(line -> line.equals("id:" + first))
                    .hasSize(1);
            assertThat(mine.lines()).doesNotContain("id:" + other);
            assertThat(mine.lines())
                    .filteredOn(line -> line.startsWith("data:"))
                    .allMatch(line -> line.contains("\"account_id\":\"live-"));
            Awaitility.await().until(() -> all.has("id:" + other));
        }
    }

    @Test
    void whoComesBackGetsWhatWasMissed() throws Exception {
        String seen;
        try (Listening first = listen(client, "?account_id=back")) {
            seen = publish("back", 1, new AccountDeleted());
            Awaitility.await().until(() -> first.has("id:" + seen));
        }
        String missed = publish("back", 1, new AccountDeleted());
        try (Listening again = listen(client, "?account_id=back", "Last-Event-ID", seen)) {
            Awaitility.await().until(() -> again.has("id:" + missed));
            assertThat(again.lines()).doesNotContain("id:" + seen, "event:resync");
        }
    }

    @Test
    void whoWasAwayTooLongIsToldToLookAgain() throws Exception {
        try (Listening late = listen(client, "", "Last-Event-ID", "long-forgotten")) {
            Awaitility.await().until(() -> late.has("event:resync"));
        }
    }

    @Test
    void anEventOfAnOlderEpochIsNotShown() throws Exception {
        try (Listening listening = listen(client, "?account_id=moved")) {
            publish("moved", 7, new AccountDeleted());
            String stale = publish("moved", 6, new AccountDeleted());
            String fresh = publish("moved", 7, new AccountDeleted());
            Awaitility.await().until(() -> listening.has("id:" + fresh));
            assertThat(listening.lines()).doesNotContain("id:" + stale);
        }
    }

    @Test
    void aStreamEndsWithTheGatewayAndDoesNotHoldItUp() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(
                io.wafleet.standalone.testing.RealParts.kafka(),
                RunningGateway.shared().database(),
                "--wafleet.gateway.key.value=" + RunningGateway.ADMIN_KEY)) {
            Listening listening = listen(gateway.client(), "");
            Instant start = Instant.now();
            gateway.close();
            assertThat(java.time.Duration.between(start, Instant.now())).isLessThan(java.time.Duration.ofSeconds(15));
            Awaitility.await().until(() -> listening.has("END") || listening.has("CLOSED"));
        }
    }
}
